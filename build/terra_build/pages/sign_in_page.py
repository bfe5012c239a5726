"""The page of the sign-in, where the issuer's answer comes back; it is there only when the sign-in is on."""

import json

from terra_build import sign_in
from terra_build.output import Output
from terra_build.pages.edition import Edition


def page(edition: Edition, settings: sign_in.SignIn) -> Output:
    """sign-in/ of one language."""
    words = edition.words
    sentence = words("sign-in-sentence" if settings.storage else "sign-in-sentence-plain")
    values = {
        "lang": edition.lang,
        "sentence": sentence,
        "words_json": json.dumps(sign_in.said(words), ensure_ascii=False),
    }
    content = edition.templates("sign-in", values)
    head = '<meta name="robots" content="noindex">'
    return edition.page("sign-in/", words("sign-in-title"), content, description=sentence, head=head, section="sign-in")
