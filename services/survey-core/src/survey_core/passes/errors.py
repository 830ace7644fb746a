"""Everything that can go wrong with a pass or a code. No message holds a value from the wire."""


class PassError(Exception):
    """A pass, a code or a key was refused."""


class MalformedCode(PassError):
    """An access code was mistyped: wrong length, wrong symbol or wrong check symbol."""


class MalformedParticipation(PassError):
    """A participation id is not 36 characters of lower-case UUID text."""


class MalformedPass(PassError):
    """A presented message does not have the layout of a pass of this participation."""


class MalformedBlindedMessage(PassError):
    """A blinded message has the wrong length or is not in 1 < x < n - 1."""


class InvalidIssuerKey(PassError):
    """An issuer key is not RSA-3072 with e = 65537."""


class SigningFault(PassError):
    """RFC 9474 "signing failure": s^e differs from x. Nothing was released; the machine is suspect."""


class BlindingError(PassError):
    """RFC 9474 "blinding error" or "invalid input": a value shares a factor with n. Draw again."""


class UnexpectedInputSize(PassError):
    """RFC 9474 "unexpected input size": a signature is not as long as the modulus."""


class InvalidSignature(PassError):
    """RFC 9474 "invalid signature": the issuer's answer does not unblind to a valid signature."""
