"""Files of named tensors, as the product reads them (indexer/quotes/network/tensor_file.hpp).

Little endian: "ATTQMOD1", u32 format version, u32 zero, u64 length of the header, a JSON header, tensors each at a multiple of 64
bytes, SHA-256 of all before it. "tensors" of the header gives each one's name, type, shape and offset behind the header.
"""
import hashlib
import json
import struct

FORMAT_VERSION = 2


def write(path, header, tensors):
    """header: dict; tensors: list of (name, numpy array)."""
    directory, offset = [], 0
    for name, values in tensors:
        directory.append({"name": name, "type": values.dtype.name, "shape": list(values.shape), "offset": offset})
        offset += -(-values.nbytes // 64) * 64
    text = json.dumps(header | {"tensors": directory}, separators=(",", ":")).encode()
    text += b" " * (-(24 + len(text)) % 64)
    out = b"ATTQMOD1" + struct.pack("<IIQ", FORMAT_VERSION, 0, len(text)) + text
    out += b"".join(values.tobytes() + bytes(-values.nbytes % 64) for _, values in tensors)
    with open(path, "wb") as file:
        file.write(out + hashlib.sha256(out).digest())
