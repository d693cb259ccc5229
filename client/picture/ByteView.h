// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Bounded reads from untrusted bytes: nothing here can read outside, whatever the offsets are.

#include <QByteArrayView>

namespace chatmet::client {

/// A view; the bytes have to outlive it. Reads outside give 0: callers ask has() where it matters.
class ByteView
{
public:
    explicit ByteView(QByteArrayView bytes) : m_bytes(bytes) {}

    [[nodiscard]] qsizetype size() const { return m_bytes.size(); }

    [[nodiscard]] bool has(qsizetype offset, qsizetype count) const
    {
        return offset >= 0 && count >= 0 && offset <= size() && count <= size() - offset;
    }

    /// The part from offset, cut at the end of what is there.
    [[nodiscard]] ByteView part(qsizetype offset, qsizetype count) const
    {
        const qsizetype from = qBound(qsizetype{0}, offset, size());
        return ByteView(m_bytes.sliced(from, qBound(qsizetype{0}, count, size() - from)));
    }

    [[nodiscard]] bool isAt(qsizetype offset, QByteArrayView expected) const
    {
        return has(offset, expected.size()) && m_bytes.sliced(offset, expected.size()) == expected;
    }

    [[nodiscard]] quint32 u8(qsizetype offset) const
    {
        return has(offset, 1) ? static_cast<quint8>(m_bytes[offset]) : 0U;
    }
    [[nodiscard]] quint32 be16(qsizetype offset) const { return u8(offset) << 8 | u8(offset + 1); }
    [[nodiscard]] quint32 be32(qsizetype offset) const { return be16(offset) << 16 | be16(offset + 2); }
    [[nodiscard]] quint32 le16(qsizetype offset) const { return u8(offset) | u8(offset + 1) << 8; }
    [[nodiscard]] quint32 le24(qsizetype offset) const { return le16(offset) | u8(offset + 2) << 16; }
    [[nodiscard]] quint32 le32(qsizetype offset) const { return le16(offset) | le16(offset + 2) << 16; }

    /// Where `byte` stands at or after offset; size() when it does not.
    [[nodiscard]] qsizetype find(char byte, qsizetype offset) const
    {
        const qsizetype found = has(offset, 1) ? m_bytes.indexOf(byte, offset) : -1;
        return found < 0 ? size() : found;
    }

    [[nodiscard]] QByteArrayView raw() const { return m_bytes; }

private:
    QByteArrayView m_bytes;
};

} // namespace chatmet::client
