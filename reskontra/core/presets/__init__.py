"""What a new company starts with: chart of accounts, posting groups, terms and number series."""

from __future__ import annotations

from reskontra.core.errors import Refused
from reskontra.core.presets.ifrs import IFRS
from reskontra.core.presets.preset import Preset
from reskontra.core.presets.se_bas import SE_BAS

PRESETS = {preset.code: preset for preset in (SE_BAS, IFRS)}


class PresetUnknown(Refused):
    code = "preset_unknown"
    template = 'There is no preset "{preset}". Use one of {known}.'


def preset_of(code: str) -> Preset:
    """The preset of that code.

    refuses   PresetUnknown
    """
    if code not in PRESETS:
        raise PresetUnknown(preset=code, known=tuple(PRESETS))
    return PRESETS[code]
