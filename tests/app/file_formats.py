"""Reads and writes the files that Facet makes, with the standard library alone."""

import ast
import json
import struct
import zlib


def npy_header(descr, shape, fortran=False):
    text = "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }" % (descr, fortran, shape)
    text += " " * (-(10 + len(text) + 1) % 64) + "\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text.encode()


def read_npy(path):
    """The type code, the shape and the values' bytes of an .npy file."""
    with open(path, "rb") as file:
        data = file.read()
    assert data[:6] == b"\x93NUMPY", path
    wide = data[6] > 1
    length = struct.unpack_from("<I" if wide else "<H", data, 8)[0]
    begin = (12 if wide else 10) + length
    header = ast.literal_eval(data[begin - length:begin].decode("latin1"))
    assert not header["fortran_order"], path
    return header["descr"], header["shape"], data[begin:]


def write_npy(path, descr, shape, values):
    with open(path, "wb") as file:
        file.write(npy_header(descr, shape) + values)


def read_safetensors(path):
    """The metadata and each tensor's bytes by name."""
    with open(path, "rb") as file:
        data = file.read()
    length = struct.unpack_from("<Q", data)[0]
    header = json.loads(data[8:8 + length])
    metadata = header.pop("__metadata__", {})
    values = data[8 + length:]
    return metadata, {
        name: values[entry["data_offsets"][0]:entry["data_offsets"][1]]
        for name, entry in header.items()
    }


def png_chunks(path):
    with open(path, "rb") as file:
        data = file.read()
    assert data[:8] == b"\x89PNG\r\n\x1a\n", path
    chunks, at = [], 8
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        chunks.append((kind, data[at + 8:at + 8 + length]))
        at += 12 + length
    return chunks


def write_png(path, chunks):
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        for kind, body in chunks:
            crc = zlib.crc32(kind + body)
            file.write(struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc))


def _paeth(left, up, corner):
    guess = left + up - corner
    by_left, by_up, by_corner = abs(guess - left), abs(guess - up), abs(guess - corner)
    if by_left <= by_up and by_left <= by_corner:
        return left
    return up if by_up <= by_corner else corner


def png_pixels(chunks):
    """Width, height and the bytes of an 8-bit RGB picture."""
    header = dict(chunks)[b"IHDR"]
    width, height, depth, color = struct.unpack_from(">IIBB", header)
    assert (depth, color) == (8, 2), "not an 8-bit RGB picture"
    raw = zlib.decompress(b"".join(body for kind, body in chunks if kind == b"IDAT"))
    stride = width * 3
    before, pixels = bytearray(stride), bytearray()
    for y in range(height):
        method = raw[y * (stride + 1)]
        row = bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        if method:
            for i in range(stride):
                left = row[i - 3] if i >= 3 else 0
                up = before[i]
                corner = before[i - 3] if i >= 3 else 0
                add = (0, left, up, (left + up) // 2, _paeth(left, up, corner))[method]
                row[i] = (row[i] + add) & 255
        pixels += row
        before = row
    return width, height, pixels


def with_pixels(chunks, width, height, pixels):
    """The same chunks, text and all, with other pixels."""
    stride = width * 3
    raw = b"".join(b"\x00" + bytes(pixels[y * stride:(y + 1) * stride]) for y in range(height))
    kept = [chunk for chunk in chunks if chunk[0] != b"IDAT"]
    return kept[:-1] + [(b"IDAT", zlib.compress(raw, 1)), kept[-1]]


def plain_png(width, height, color):
    """The chunks of a picture of one colour."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IEND", b"")]
    return with_pixels(chunks, width, height, bytes(color) * (width * height))


def png_recipe(path):
    """The recipe inside a picture (an iTXt chunk with the keyword facet), or None."""
    for kind, body in png_chunks(path):
        if kind != b"iTXt" or not body.startswith(b"facet\x00"):
            continue
        packed, rest = body[6], body[8:]
        text = rest.split(b"\x00", 2)[2]
        return json.loads(zlib.decompress(text) if packed else text)
    return None
