"""How common hosts are told to send the pages' headers."""

from collections.abc import Iterable, Mapping
from typing import Final

from survey_api.page_policy import ASK_AGAIN, FOREVER, HSTS, NO_SNIFFING, Addresses, page_headers

#: The bundler names what lies there by its content.
ASSETS: Final = "assets"


def site_headers(where: Addresses) -> Mapping[str, str]:
    """What every answer of the site carries."""
    return {**page_headers(where), **NO_SNIFFING, **HSTS}


def headers_file(where: Addresses, paths: Iterable[str]) -> str:
    """`_headers`, as Netlify and Cloudflare Pages read it.

    No path gets two values for one header: hosts that meet two join them.
    """
    lines = ["/*", *(f"  {name}: {value}" for name, value in site_headers(where).items())]
    for path in sorted(_addresses_of(paths)):
        rule = FOREVER if f"/{ASSETS}/" in path else ASK_AGAIN
        lines += [path, f"  Cache-Control: {rule}"]
    return "\n".join(lines) + "\n"


def _addresses_of(paths: Iterable[str]) -> set[str]:
    """Every address with a rule of its own: folders of assets as a whole, pages with and without a name."""
    found = set()
    for path in paths:
        folder, _, name = path.rpartition("/")
        if folder.endswith(f"/{ASSETS}"):
            found.add(f"/{folder}/*")
        else:
            found.add(f"/{path}")
        if name == "index.html":
            found.add(f"/{folder}/")
    return found


def nginx_conf(where: Addresses) -> str:
    """A server for nginx; the name, the certificate and the folder are left to fill in."""
    headers = "\n".join(
        f'    add_header {name} "{value}" always;' for name, value in site_headers(where).items()
    )
    return f"""# Throughline's pages. Copy to /etc/nginx/conf.d/ and fill in the four values in capitals.
map $uri $throughline_cache {{
    default "{ASK_AGAIN}";
    ~/{ASSETS}/ "{FOREVER}";
}}
server {{
    listen 443 ssl;
    server_name NAME;
    ssl_certificate CERTIFICATE;
    ssl_certificate_key KEY;
    root SITE;
    index index.html;
    # Who opened the page, and when, is nobody's business.
    access_log off;
    server_tokens off;
    gzip on;
    gzip_types text/css text/javascript application/javascript application/json;
{headers}
    add_header Cache-Control $throughline_cache always;
}}
"""


def caddyfile(where: Addresses) -> str:
    """A site for Caddy, which gets the certificate itself; the name and the folder are left to fill in."""
    headers = "\n".join(f'\t\t{name} "{value}"' for name, value in site_headers(where).items())
    return f"""# Throughline's pages. Fill in the two values in capitals.
# No `log` directive: there is no access log, on purpose.
NAME {{
	root * SITE
	encode gzip
	header {{
{headers}
		-Server
		?Cache-Control "{ASK_AGAIN}"
	}}
	header /*/{ASSETS}/* Cache-Control "{FOREVER}"
	file_server
}}
"""
