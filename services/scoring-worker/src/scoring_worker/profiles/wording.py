"""The few sentences a profile says in its own words, in English and Spanish."""

from survey_core.contracts.measures import LocalizedText
from survey_core.contracts.profile import Certainty
from survey_core.instruments import Domain, Factor

LANGUAGES = ("en", "es")

VERY_LIKELY, LIKELY = 0.9, 0.75

_CERTAINTY: dict[Certainty, LocalizedText] = {
    "very_likely": {"en": "very likely", "es": "muy probable"},
    "likely": {"en": "likely", "es": "probable"},
    "more_likely_than_not": {"en": "more likely than not", "es": "más bien probable"},
}

LEFT_OUT: LocalizedText = {"en": "Left this question out", "es": "Sin respuesta a esta pregunta"}
"""Those who did not answer a background question."""

_START: dict[str, LocalizedText] = {
    "teams_weak": {
        "en": (
            "Provisional. It is {certainty} that teams are not yet a place to build on ({factors}). Begin"
            " with {start} for the whole school, led from outside, and strengthen the teams over time."
            " Rule: where teams are weak, start with whole-school professional learning."
        ),
        "es": (
            "Provisional. Es {certainty} que los equipos todavía no sean una base sobre la cual construir"
            " ({factors}). Empiecen con {start} para toda la escuela, con apoyo externo, y fortalezcan los"
            " equipos con el tiempo. Regla: donde los equipos son débiles, se empieza por el aprendizaje"
            " profesional de toda la escuela."
        ),
    },
    "first_weak_domain": {
        "en": (
            "Provisional. Start in {domain}, with {factors}: it is {certainty} that this is in the lower"
            " half of the continuum. Rule: work first on the earliest domain of the causal order that has a"
            " weak factor; what comes later depends on it."
        ),
        "es": (
            "Provisional. Empiecen en {domain}, con {factors}: es {certainty} que esté en la mitad"
            " inferior del continuo. Regla: se trabaja primero en el dominio más temprano del orden causal"
            " que tenga un factor débil; lo que sigue depende de él."
        ),
    },
    "nothing_weak": {
        "en": (
            "Provisional. It is {certainty} that none of the factors shown is in the lower half of the"
            " continuum. Build on the strong ones. Rule: where nothing is weak, use what is strong."
        ),
        "es": (
            "Provisional. Es {certainty} que ninguno de los factores mostrados esté en la mitad inferior del"
            " continuo. Construyan sobre los fuertes. Regla: donde nada es débil, se aprovecha lo fuerte."
        ),
    },
}

NOTES: dict[str, LocalizedText] = {
    "collected_elsewhere": {
        "en": "These answers were collected elsewhere and imported; we cannot tell how they were collected.",
        "es": "Estas respuestas se recogieron en otro lugar y se importaron; no sabemos cómo se recogieron.",
    },
    "interim": {
        "en": "The survey is still open. This interim release shows factor scores only and will be replaced.",
        "es": "La encuesta sigue abierta. Esta versión provisional muestra solo puntajes y será reemplazada.",
    },
    "preliminary": {
        "en": "Preliminary: fewer than 65 % of those eligible answered. Read the bounds before the scores.",
        "es": "Preliminar: respondió menos del 65 %. Lean los límites antes que los puntajes.",
    },
    "open_access": {
        "en": "The survey was open to anyone with its address: one answer per person was not enforced.",
        "es": "La encuesta estaba abierta a quien tuviera la dirección: no se aseguró una por persona.",
    },
    "eligible_unknown": {
        "en": (
            "The number of people eligible to answer is not known, so neither the response rate nor its"
            " effect on the intervals could be judged."
        ),
        "es": (
            "No se sabe cuántas personas podían responder; por eso no se pudo evaluar la tasa de respuesta ni"
            " su efecto en los intervalos."
        ),
    },
    "more_responses_than_eligible": {
        "en": "More people answered than were said to be eligible; please check the number eligible.",
        "es": "Respondieron más personas de las que podían responder; por favor revisen ese número.",
    },
    "replacements_issued": {
        "en": "Some access codes were replaced; the rules for showing results leave as many answers out.",
        "es": "Se reemplazaron algunos códigos; las reglas de publicación restan otras tantas respuestas.",
    },
    "small_group": {
        "en": "Few people answered: factor scores and levels are shown, statements are not.",
        "es": "Respondieron pocas personas: se muestran puntajes y niveles, pero no las afirmaciones.",
    },
    "cut_points_provisional": {
        "en": "The cut points between levels are provisional.",
        "es": "Los puntos de corte entre niveles son provisionales.",
    },
    "team_factors_estimated": {
        "en": "Some questions were asked of part of the faculty only; how many people that is was estimated.",
        "es": "Algunas preguntas se hicieron solo a una parte del personal; su número es una estimación.",
    },
    "synthetic": {
        "en": "Demonstration: these answers are made up.",
        "es": "Demostración: estas respuestas son inventadas.",
    },
}


def certainty_of(probability: float) -> Certainty:
    """A probability of at least one half in words."""
    if probability >= VERY_LIKELY:
        return "very_likely"
    return "likely" if probability >= LIKELY else "more_likely_than_not"


def start_text(
    rule: str,
    *,
    certainty: Certainty,
    factors: list[Factor] | None = None,
    start: list[Factor] | None = None,
    domain: Domain | None = None,
) -> LocalizedText:
    """Say where to start, naming the rule that fired and how sure it is.

    Args:
        rule: `teams_weak`, `first_weak_domain` or `nothing_weak`.
        certainty: how sure it is that the rule applies.
        factors: the weak factors it speaks of.
        start: the factors to start with, where these are others.
        domain: the domain to start in.
    """
    return {
        language: _START[rule][language].format(
            certainty=_CERTAINTY[certainty][language],
            factors=_list([title(factor.title, language) for factor in factors or []], language),
            start=_list([title(factor.title, language) for factor in start or []], language),
            domain="" if domain is None else title(domain.title, language),
        )
        for language in LANGUAGES
    }


def title(text: LocalizedText, language: str) -> str:
    """A title in a language, or in the instrument's first where it has no other."""
    return text.get(language) or next(iter(text.values()))


def _list(names: list[str], language: str) -> str:
    """Join names as a sentence would: `a, b and c`."""
    if len(names) <= 1:
        return "".join(names)
    return f"{', '.join(names[:-1])} {'y' if language == 'es' else 'and'} {names[-1]}"
