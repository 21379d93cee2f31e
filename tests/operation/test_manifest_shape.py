"""A manifest is one when every value is there and of its kind; the rest is tried in test_backup_file."""

from __future__ import annotations

from reskontra.operation.manifest_shape import is_contents, is_count, is_manifest, is_pair


def test_kinds_of_values() -> None:
    assert [is_count(value) for value in (0, 7, True, -1, "1", 1.0)] == [True, True, False, False, False, False]
    assert [is_pair(value) for value in (["a", "b"], ["a", ["b"]], ["a"], "ab")] == [True, False, False, False]
    assert is_contents({"rows": 1, "sha256": "ab"})
    assert not is_contents({"rows": 1, "sha256": "x"})
    assert not any(map(is_manifest, ("x", None, [], {})))
