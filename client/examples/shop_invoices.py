"""Invoice the orders of a shop: customers that are new are added, and every order that can be invoiced is.

    RESKONTRA_URL=https://books.example.se RESKONTRA_TOKEN=... python shop_invoices.py orders.json

The file is a list of orders: {"order": "4711", "date": "2026-03-01", "customer": {"number": "W1", "name": "Anna Ek",
"email": "anna@example.se"}, "rows": [{"account": "3001", "amount": "1000.00", "text": "Chair"}]}. The same file again
invoices nothing twice: its content is the key of the request.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from reskontra_client import NotThere, Problem, Reskontra


def add_customer(books: Reskontra, customer: dict[str, Any]) -> None:
    """Add the customer of an order, where the books do not know it."""
    try:
        books.customers.show(customer["number"])
    except NotThere:
        books.customers.add(
            number=customer["number"], name=customer["name"], email=customer.get("email"),
            idempotency_key=f"customer-{customer['number']}",
        )  # fmt: skip


def main(books: Reskontra, file: Path) -> int:
    """Invoice what can be, print what became of each order, and tell how many were refused."""
    orders = json.loads(file.read_text(encoding="utf-8"))
    for customer in {order["customer"]["number"]: order["customer"] for order in orders}.values():
        add_customer(books, customer)
    done = books.documents.bulk(
        documents=[
            {
                "party": f"customer:{order['customer']['number']}",
                "date": order["date"],
                "text": f"Order {order['order']}",
                "lines": order["rows"],
            }
            for order in orders
        ],
        post=True,
        each=True,
        idempotency_key=hashlib.sha256(file.read_bytes()).hexdigest(),
    )
    for result in done["results"]:
        order = orders[result["index"]]["order"]
        if result["findings"]:
            print(f"Order {order}: " + " ".join(finding["detail"] for finding in result["findings"]))
        else:
            print(f"Order {order}: invoice {result['number']}, voucher {result['voucher']}")
    return done["refused"]


if __name__ == "__main__":
    try:
        with Reskontra.from_environment() as books:
            sys.exit(1 if main(books, Path(sys.argv[1])) else 0)
    except Problem as problem:
        sys.exit(str(problem))
