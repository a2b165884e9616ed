"""The page at `/`: what this is and how to sign in. It tells nothing of the council."""

from typing import Final

from litestar import get

PAGE: Final = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Need-to-know gateway</title>
</head>
<body>
<main>
<h1>Need-to-know gateway</h1>
<p>Councillors ask here for council documents. Each request is decided by the council's rules. You
are told the decision and the reasons, and the decision is recorded.</p>
<h2>How to sign in</h2>
<p>You need a token. Whoever runs the gateway makes one for you with the command
<code>gateway token issue</code>. Keep it secret: it stands for you.</p>
<p>Send it with every request, in the header <code>Authorization</code>:</p>
<pre>curl -H "Authorization: Bearer YOUR-TOKEN" ADDRESS/api/documents</pre>
<h2>What you can ask</h2>
<p><code>/api/schema</code> lists every address and what it takes. You need to sign in to read
it.</p>
</main>
</body>
</html>
"""


@get("/", media_type="text/html", sync_to_thread=False)
def front_page() -> str:
    """The page."""
    return PAGE
