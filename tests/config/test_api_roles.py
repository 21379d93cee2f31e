"""What one may by a page, one may by the API: the least roles of both, for one action under two addresses.

Most are paired by their addresses; those that are named otherwise stand in NAMED. What only a part of an action demands
(a preview is a clerk's, to post an accountant's) is asked in the action, by both: such stand in ASKED_WITHIN.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.config.test_api import OPERATIONS, Operation
from tests.interface.test_auth import PAGES, Address

# Where the pages of a noun are, when not under the noun itself.
PAGES_OF = {
    "bank-reconciliations": "reconciliations",
    "import-definitions": "setup/definitions",
    "typed-journals": "typed",
    "reminders": "collecting/reminders",
    "finance-charges": "collecting/finance-charges",
    "hand-overs": "collecting/hand-overs",
    "mandates": "collecting/mandates",
    "mandate-requests": "collecting/mandate-requests",
    "direct-debits": "collecting/direct-debits",
    "policies": "setup/policies",
    "payment-registration": "registration",
    "tokens": "setup/tokens",
    "mappings": "setup/text-mappings",
}
# What pages call otherwise: operation → page.
NAMED = {
    "load_customer_file": "setup/migration/",
    "load_vendor_file": "setup/migration/",
    "load_a_file": "setup/migration/",
    "set_next_document_number": "setup/series/",
    "guess_import_definition": "setup/definitions/edit/",
    "preview_import": "setup/definitions/edit/preview/",
    "try_the_rulebook": "setup/matching-rules/",
    "try_a_text_mapping": "setup/text-mappings/",
    "set_the_rulebook": "setup/matching-rules/",
    "import_statement_file": "import/",
    "undo_an_import": "import/1/forget/",
    "post_drafts": "documents/1/post/",
    "preview_reminder": "collecting/reminders/1/letter.pdf",
    "download_reminder": "collecting/reminders/1/letter.pdf",
    "take_personal_data_of_customer": "customers/x/privacy/file/",
    "take_personal_data_of_vendor": "vendors/x/privacy/file/",
}
ASKED_WITHIN = {"post_payments"}  # the page of the API's preview is another
# Lists and pages that show, which say themselves who may press what.
SHOWN = "READER"


def _paths(one: Operation) -> list[str]:
    """Where the page of an operation may be."""
    noun, _slash, rest = one.path.removeprefix("/api/v1/").partition("/")
    rest = re.sub(r"{[^}]*}", "*", rest)
    path = f"{PAGES_OF.get(noun, noun)}/{rest}".rstrip("/").replace("typed/*/batches/*", "typed/*")
    setup = "setup/" + path.removesuffix("/*")
    further = {
        "POST": (f"{path}/make", f"{path}/new", f"new/{path[:-1]}", setup),
        "PATCH": (f"{path}/edit", f"{path}/change", setup),
        "PUT": (setup,),
        "DELETE": (f"{path}/delete", f"{path}/remove", setup),
    }
    return [path, *further.get(one.method, ())]


def _pairs() -> Iterator[tuple[Operation, Address]]:
    by_path = {re.sub(r"(?<=/)(x|1)(?=/|$)", "*", page.path.strip("/")): page for page in PAGES}
    for one in OPERATIONS:
        pages = [by_path[path] for path in _paths(one) if path in by_path]
        for page in pages:
            is_shown_only = page.demanded == SHOWN or page.path.startswith("exports")
            shows_alike = is_shown_only or page.path.endswith("/file/")
            does_alike = not is_shown_only and one.told["operationId"] not in ASKED_WITHIN
            if shows_alike if one.method == "GET" else does_alike:
                yield one, page


def test_one_action_takes_one_role() -> None:
    pairs = list(_pairs())
    assert len(pairs) > 90  # they are found
    unlike = [
        f"{one.method} {one.path} takes {one.told['x-role']}, {page.path} {page.demanded.lower()}"
        for one, page in pairs
        if one.told["x-role"].upper() != page.demanded
    ]
    assert not unlike


def test_so_does_what_is_named_otherwise() -> None:
    operations = {one.told["operationId"]: one for one in OPERATIONS}
    demanded = {page.path: page.demanded for page in PAGES}
    for name, path in NAMED.items():
        assert operations[name].told["x-role"].upper() == demanded[path], (name, path)
