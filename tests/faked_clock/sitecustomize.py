"""Python started with this folder on PYTHONPATH and FAKED_TIME (seconds) lives at that time.

The clock goes on from there as the real one does, so that nothing waits for ever.
"""

import datetime
import os
import time
from collections.abc import Callable
from typing import Any, Self

_shift = float(os.environ["FAKED_TIME"]) - time.time()
_time, _strftime, _asctime = time.time, time.strftime, time.asctime
_gmtime, _localtime, _ctime = time.gmtime, time.localtime, time.ctime


def _now() -> float:
    return _time() + _shift


def _by_default_now(function: Callable[[float], Any]) -> Callable[..., Any]:
    def with_default(seconds: float | None = None) -> Any:
        return function(_now() if seconds is None else seconds)

    return with_default


class _Real(type):
    """Dates made by C code are instances too."""

    def __instancecheck__(cls, value: object) -> bool:
        faked = cls.__module__ == __name__
        return super().__instancecheck__(value) or (faked and isinstance(value, cls.__mro__[1]))


class _Date(datetime.date, metaclass=_Real):
    @classmethod
    def today(cls) -> Self:
        return cls.fromtimestamp(_now())


class _DateTime(datetime.datetime, metaclass=_Real):
    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> Self:
        return cls.fromtimestamp(_now(), tz)

    @classmethod
    def today(cls) -> Self:
        return cls.now()

    @classmethod
    def utcnow(cls) -> Self:
        return cls.now(datetime.UTC).replace(tzinfo=None)


for _name, _fake in {
    "time": _now,
    "time_ns": lambda: int(_now() * 10**9),
    "gmtime": _by_default_now(_gmtime),
    "localtime": _by_default_now(_localtime),
    "ctime": _by_default_now(_ctime),
    "asctime": lambda moment=None: _asctime(moment or _localtime(_now())),
    "strftime": lambda form, moment=None: _strftime(form, moment or _localtime(_now())),
}.items():
    setattr(time, _name, _fake)
datetime.date, datetime.datetime = _Date, _DateTime  # type: ignore[misc]
