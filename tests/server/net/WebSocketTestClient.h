// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The least of a WebSocket client (RFC 6455) over TlsTestClient; sends whatever a test wants, right or wrong.

#include "tests/server/net/TlsTestPeer.h"

#include <cstdint>
#include <string>

namespace chatmet::server {

class WebSocketTestClient
{
public:
    enum Opcode : unsigned
    {
        Continuation = 0,
        Text = 1,
        Binary = 2,
        Close = 8,
        Ping = 9,
        Pong = 10
    };
    struct Frame
    {
        unsigned opcode{0};
        std::string payload;
        bool ended{false}; ///< the connection was over instead
    };

    explicit WebSocketTestClient(TlsTestClient& tls) : m_tls(tls) {}

    static std::string request(const std::string& moreHeaders = "Sec-WebSocket-Protocol: chatmet.1\r\n")
    {
        return "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" +
               moreHeaders + "\r\n";
    }

    /// Sends a request and returns the answer's header.
    std::string upgrade(const std::string& text = request())
    {
        m_tls.write(text);
        std::size_t end = std::string::npos;
        while ((end = m_bytes.find("\r\n\r\n")) == std::string::npos && readMore()) {
        }
        const std::string header = m_bytes.substr(0, end == std::string::npos ? end : end + 4);
        m_bytes.erase(0, header.size());
        return header;
    }

    bool send(unsigned opcode, const std::string& payload, bool last = true, bool masked = true)
    {
        std::string frame(1, static_cast<char>((last ? 0x80U : 0U) | opcode));
        const unsigned mask = masked ? 0x80U : 0U;
        const auto bigEndian = [&frame](std::uint64_t number, int bytes) {
            for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
                frame += static_cast<char>(number >> shift);
            }
        };
        if (payload.size() < 126) {
            frame += static_cast<char>(mask | payload.size());
        } else if (payload.size() < 65536) {
            frame += static_cast<char>(mask | 126U);
            bigEndian(payload.size(), 2);
        } else {
            frame += static_cast<char>(mask | 127U);
            bigEndian(payload.size(), 8);
        }
        if (!masked) {
            return m_tls.write(frame + payload);
        }
        const std::string key = "\x11\x22\x33\x44";
        frame += key;
        for (std::size_t i = 0; i < payload.size(); ++i) {
            frame += static_cast<char>(payload[i] ^ key[i % 4]);
        }
        return m_tls.write(frame);
    }

    Frame receive()
    {
        if (!have(2)) {
            return {0, {}, true};
        }
        Frame frame;
        frame.opcode = byte(0) & 0x0fU;
        std::uint64_t size = byte(1) & 0x7fU;
        const std::size_t sizeBytes = size == 126 ? 2 : size == 127 ? 8 : 0;
        if (!have(2 + sizeBytes)) {
            return {0, {}, true};
        }
        size = sizeBytes == 0 ? size : 0;
        for (std::size_t i = 0; i < sizeBytes; ++i) {
            size = size << 8 | byte(2 + i);
        }
        if (!have(2 + sizeBytes + size)) {
            return {0, {}, true};
        }
        frame.payload = m_bytes.substr(2 + sizeBytes, size);
        m_bytes.erase(0, 2 + sizeBytes + size);
        return frame;
    }

    static unsigned closeCode(const Frame& frame)
    {
        return frame.payload.size() < 2
                   ? 0U
                   : static_cast<unsigned>(static_cast<unsigned char>(frame.payload[0])) << 8 |
                         static_cast<unsigned char>(frame.payload[1]);
    }

    /// Everything until the connection's end.
    std::string readToEnd()
    {
        while (readMore()) {
        }
        return std::exchange(m_bytes, {});
    }

private:
    unsigned byte(std::size_t at) const { return static_cast<unsigned char>(m_bytes[at]); }

    bool readMore()
    {
        const std::string record = m_tls.readRecord();
        m_bytes += record;
        return !record.empty();
    }

    bool have(std::size_t count)
    {
        while (m_bytes.size() < count) {
            if (!readMore()) {
                return false;
            }
        }
        return true;
    }

    TlsTestClient& m_tls;
    std::string m_bytes;
};

} // namespace chatmet::server
