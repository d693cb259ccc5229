// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One TLS connection over one non-blocking socket, step by step: the part of TlsStream without handlers.

#include "server/core/Described.h"
#include "server/net/AsioTypes.h"
#include "server/net/OpenSslPointers.h"
#include "server/net/TlsContext.h"

#include <boost/asio/buffer.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace chatmet::server {

/// What a step came to: finished (with bytes or an error), or waiting for the socket.
struct TlsStep
{
    enum class Want
    {
        Nothing,
        Read,
        Write
    };
    Want want{Want::Nothing};
    std::size_t bytes{0};
    ErrorCode error{};
};

/// Owns the records in and out. One thread. OpenSSL writes with write(2), so the program must ignore SIGPIPE
/// (server/app does). After close() every step answers operation_aborted and the descriptor is never touched.
/// After the handshake a write never wants to read: renegotiation is refused, and TLS 1.3's KeyUpdate answer
/// is written with the next record; so a pending read can't take away what a pending write waits for.
class TlsEngine
{
public:
    /// Plaintext of one full TLS record (RFC 8446, section 5.1), bytes.
    static constexpr std::size_t recordBytesMax = 16384;

    TlsEngine(TcpSocket socket, const TlsContext& context);
    TlsEngine(const TlsEngine&) = delete;
    TlsEngine& operator=(const TlsEngine&) = delete;

    [[nodiscard]] TlsStep handshake();
    /// Reads what one record holds, at most. Ends with eof after close_notify, with TlsErrc else.
    [[nodiscard]] TlsStep read(asio::mutable_buffer into);
    /// Writes one record gathered from the fronts of parts. After Want::Write the next call must offer the
    /// same bytes again (their place may differ).
    [[nodiscard]] TlsStep write(std::span<const asio::const_buffer> parts);
    /// Sends close_notify without waiting for the peer's.
    [[nodiscard]] TlsStep shutdown();

    /// shutdown(), then TCP's end, then reads and drops until the peer's end, or
    /// until 256 KiB were dropped, then close(). Never an error.
    [[nodiscard]] TlsStep finish();

    /// Bytes of all records, whole or not, that the system has taken; the handshake's too.
    [[nodiscard]] std::uint64_t sentBytes() const;

    /// Closes the socket at once; waits that are pending end with operation_aborted.
    void close() noexcept;
    [[nodiscard]] bool isOpen() const noexcept { return m_socket.is_open(); }
    [[nodiscard]] TcpSocket& socket() noexcept { return m_socket; }
    [[nodiscard]] const SSL* native() const noexcept { return m_ssl.get(); }

private:
    [[nodiscard]] ErrorCode notReady() const;
    [[nodiscard]] TlsStep failedStep(int returned);

    TcpSocket m_socket;
    SslPointer m_ssl;
    bool m_saidGoodbye{false};
    std::size_t m_droppedBytes{0}; ///< read and thrown away since then
    bool m_failed{false};          ///< after a fatal error OpenSSL allows nothing more, close_notify included

    CHATMET_DESCRIBED(TlsEngine, (m_socket, m_ssl, m_saidGoodbye, m_droppedBytes, m_failed))
};

} // namespace chatmet::server
