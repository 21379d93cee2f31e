"""The REST API of Reskontra from Python.

with Reskontra("https://books.example.se", token) as books:
    for entry in books.entries.list(account="C1"):
        print(entry["document_number"], entry["remaining_amount"])
"""

from reskontra_client.client import Reskontra
from reskontra_client.jobs import JobNotDone, JobUnderWay
from reskontra_client.problems import (
    ChangedMeanwhile,
    Fault,
    Finding,
    NotAllowed,
    NotNow,
    NotThere,
    NotUnderstood,
    Problem,
    Refused,
    TooManyRequests,
    Unreachable,
)
from reskontra_client.sending import Page, Patience, Rows
from reskontra_client.values import Amount, Day, Download, Seen, Upload
from reskontra_client.webhooks import NotGenuine, event_of

__all__ = [
    "Amount", "ChangedMeanwhile", "Day", "Download", "Fault", "Finding", "JobNotDone", "JobUnderWay", "NotAllowed",
    "NotGenuine", "NotNow", "NotThere", "NotUnderstood", "Page", "Patience", "Problem", "Refused", "Reskontra", "Rows",
    "Seen", "TooManyRequests", "Unreachable", "Upload", "event_of",
]  # fmt: skip
