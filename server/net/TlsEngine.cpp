// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/TlsEngine.h"

#include "common/memory/Wipe.h"
#include "server/net/TlsError.h"

#include <boost/asio/error.hpp>
#include <openssl/err.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace chatmet::server {

namespace {

/// Copies the fronts of parts into one stretch of memory for the length of one SSL_write and wipes it after:
/// a WebSocket header and its payload share a record instead of taking one each. One per thread, not per
/// connection, and empty outside a write.
class GatheredRecord
{
public:
    explicit GatheredRecord(std::span<const asio::const_buffer> parts)
    {
        for (const asio::const_buffer& part : parts) {
            const std::size_t bytes = std::min(part.size(), s_bytes.size() - m_size);
            if (bytes > 0) {
                std::memcpy(s_bytes.data() + m_size, part.data(), bytes);
            }
            m_size += bytes;
        }
    }
    ~GatheredRecord() { wipe(s_bytes.data(), m_size); }
    GatheredRecord(const GatheredRecord&) = delete;
    GatheredRecord& operator=(const GatheredRecord&) = delete;

    [[nodiscard]] asio::const_buffer bytes() const { return {s_bytes.data(), m_size}; }

private:
    static thread_local std::array<unsigned char, TlsEngine::recordBytesMax> s_bytes;
    std::size_t m_size{0};
};

thread_local std::array<unsigned char, TlsEngine::recordBytesMax> GatheredRecord::s_bytes{};

} // namespace

TlsEngine::TlsEngine(TcpSocket socket, const TlsContext& context)
    : m_socket(std::move(socket)), m_ssl(context.newConnection())
{
    ErrorCode ignored; // a socket that refuses fails at the first step
    m_socket.native_non_blocking(true, ignored);
    m_socket.set_option(Tcp::no_delay(true), ignored);
    if (m_ssl && SSL_set_fd(m_ssl.get(), static_cast<int>(m_socket.native_handle())) != 1) {
        m_ssl.reset();
    }
}

TlsStep TlsEngine::handshake()
{
    if (const ErrorCode error = notReady()) {
        return {.error = error};
    }
    ERR_clear_error();
    const int returned = SSL_do_handshake(m_ssl.get());
    return returned == 1 ? TlsStep{} : failedStep(returned);
}

TlsStep TlsEngine::read(asio::mutable_buffer into)
{
    if (const ErrorCode error = notReady()) {
        return {.error = error};
    }
    if (into.size() == 0) {
        return {};
    }
    ERR_clear_error();
    std::size_t bytes = 0;
    const int returned = SSL_read_ex(m_ssl.get(), into.data(), into.size(), &bytes);
    return returned == 1 ? TlsStep{.bytes = bytes} : failedStep(returned);
}

TlsStep TlsEngine::write(std::span<const asio::const_buffer> parts)
{
    if (const ErrorCode error = notReady()) {
        return {.error = error};
    }
    const auto writeOne = [this](asio::const_buffer part) -> TlsStep {
        const std::size_t offered = std::min(part.size(), recordBytesMax);
        if (offered == 0) {
            return {};
        }
        ERR_clear_error();
        std::size_t bytes = 0;
        const int returned = SSL_write_ex(m_ssl.get(), part.data(), offered, &bytes);
        return returned == 1 ? TlsStep{.bytes = bytes} : failedStep(returned);
    };
    if (parts.empty()) {
        return {};
    }
    if (parts.size() == 1 || parts.front().size() >= recordBytesMax) {
        return writeOne(parts.front());
    }
    return writeOne(GatheredRecord(parts).bytes());
}

TlsStep TlsEngine::shutdown()
{
    if (const ErrorCode error = notReady()) {
        return {.error = error};
    }
    if (m_failed || SSL_in_init(m_ssl.get()) == 1) {
        return {}; // nothing can be said to this peer any more, or yet
    }
    ERR_clear_error();
    const int returned = SSL_shutdown(m_ssl.get());
    return returned >= 0 ? TlsStep{} : failedStep(returned);
}

TlsStep TlsEngine::finish()
{
    if (!m_saidGoodbye) {
        const TlsStep step = shutdown();
        if (step.want != TlsStep::Want::Nothing) {
            return step;
        }
        m_saidGoodbye = true;
        ErrorCode ignored;
        m_socket.shutdown(TcpSocket::shutdown_send, ignored);
    }
    // Nothing is owed to a peer that goes on sending, and who sends as fast as this reads would keep the
    // thread.
    constexpr std::size_t droppedBytesMax = 256 * 1024;
    std::array<unsigned char, 512> dropped;
    TlsStep step;
    while (m_droppedBytes < droppedBytesMax && !m_failed && SSL_in_init(m_ssl.get()) == 0 && !step.error) {
        step = read(asio::buffer(dropped));
        wipe(dropped.data(), dropped.size());
        m_droppedBytes += step.bytes;
        if (step.want != TlsStep::Want::Nothing) {
            return step;
        }
    }
    close();
    return {};
}

std::uint64_t TlsEngine::sentBytes() const
{
    return m_ssl ? BIO_number_written(SSL_get_wbio(m_ssl.get())) : 0;
}

void TlsEngine::close() noexcept
{
    ErrorCode ignored;
    m_socket.close(ignored);
}

ErrorCode TlsEngine::notReady() const
{
    if (!m_socket.is_open()) {
        return asio::error::operation_aborted;
    }
    return m_ssl ? ErrorCode{} : make_error_code(TlsErrc::OutOfMemory);
}

TlsStep TlsEngine::failedStep(int returned)
{
    const int kind = SSL_get_error(m_ssl.get(), returned);
    const int reason = ERR_GET_REASON(ERR_peek_error());
    ERR_clear_error();
    switch (kind) {
    case SSL_ERROR_WANT_READ: return {.want = TlsStep::Want::Read};
    case SSL_ERROR_WANT_WRITE: return {.want = TlsStep::Want::Write};
    case SSL_ERROR_ZERO_RETURN: return {.error = asio::error::eof};
    case SSL_ERROR_SYSCALL: m_failed = true; return {.error = TlsErrc::ConnectionLost};
    default:
        m_failed = true;
        return {.error = reason == SSL_R_UNEXPECTED_EOF_WHILE_READING ? TlsErrc::StreamTruncated
                                                                      : TlsErrc::ProtocolFailure};
    }
}

} // namespace chatmet::server
