"""What the system says of a file, told as any other fault of it: its place, and what to do."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from converters.models.located import InputError

_ALWAYS = {
    errno.ELOOP: "符号链接绕成了圈，请删去或改指",
    errno.ENAMETOOLONG: "文件名太长，请改短",
    errno.ENOTDIR: "路径中有一段不是文件夹，请移走，换成文件夹",
    errno.EIO: "磁盘读写出错",
}
_IN_READING = _ALWAYS | {
    errno.ENOENT: "没有这个文件",
    errno.EISDIR: "是文件夹，不是文件，请移走，换成文件",
    errno.EACCES: "没有读它的权限，请改它的权限",
    errno.EPERM: "没有读它的权限，请改它的权限",
}
_IN_WRITING = _ALWAYS | {
    errno.ENOENT: "没有这个文件夹，请在项目的文件夹里运行",
    errno.EEXIST: "已经有了，请移走",
    errno.EISDIR: "是文件夹，不是文件，请移走",
    errno.EACCES: "没有写的权限，请改它的权限",
    errno.EPERM: "没有写的权限，请改它的权限",
    errno.EROFS: "磁盘只能读，不能写",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "超过了磁盘的限额",
    errno.EFBIG: "超过了文件大小的限制",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
}

_KINDS = {
    stat.S_IFDIR: "文件夹",
    stat.S_IFLNK: "符号链接",
    stat.S_IFIFO: "管道",
    stat.S_IFSOCK: "套接字",
    stat.S_IFCHR: "设备",
    stat.S_IFBLK: "设备",
}


def kind(found: os.stat_result) -> str:
    """What a file is that is no regular one; empty for one that is."""
    return _KINDS.get(stat.S_IFMT(found.st_mode), "")


def unread(path: Path | str, error: OSError) -> InputError:
    """What to raise where a file or folder can't be read."""
    why = _IN_READING.get(error.errno or 0, error.strerror)
    if error.errno == errno.ENOENT and Path(path).is_symlink():
        why = "是符号链接，所指的已经没有了，请删去或改指"
    return InputError(path, 1, 1, f"读不出文件：{why}")


def reason(error: OSError) -> str:
    """Why the system did not write something, in words."""
    return _IN_WRITING.get(error.errno or 0) or error.strerror or str(error)


def unwritten(path: Path | str, error: OSError) -> InputError:
    """What to raise where a file or folder can't be written."""
    return InputError(path, 1, 1, f"写不进去：{reason(error)}")
