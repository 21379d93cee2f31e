"""Secrets that must be read again, enciphered under the installation's key: a copy of the database alone has none."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken

from reskontra.interface.secret import installation_key


def encipher(text: str, *, purpose: str) -> str:
    """As it may lie in the database."""
    return _cipher(purpose).encrypt(text.encode()).decode()


def decipher(text: str, *, purpose: str) -> str | None:
    """As it was; None where the installation's key is another, or it was enciphered for another purpose."""
    try:
        return _cipher(purpose).decrypt(text.encode()).decode()
    except InvalidToken:
        return None


def _cipher(purpose: str) -> Fernet:
    return Fernet(urlsafe_b64encode(hashlib.sha256(f"{purpose}\0{installation_key()}".encode()).digest()))
