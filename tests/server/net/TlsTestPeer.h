// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A TLS client made of plain OpenSSL on a blocking socket, and the server's end of its connection.

#include "server/net/TlsContext.h"
#include "server/net/TlsStream.h"

#include <gtest/gtest.h>

#include <csignal>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace chatmet::server {

inline constexpr std::int64_t testUtcMs = 1'795'455'000'000; // 2026-11-23

inline TlsContext makeTestContext()
{
    auto certificate = makeSelfSignedCertificate({"127.0.0.1"}, testUtcMs);
    EXPECT_TRUE(certificate.ok());
    auto context = TlsContext::create(certificate.value());
    EXPECT_TRUE(context.ok());
    return std::move(context).value();
}

/// The client; everything blocks, so it lives on a thread of its own.
class TlsTestClient
{
public:
    explicit TlsTestClient(const Tcp::endpoint& server)
        : m_context(SSL_CTX_new(TLS_client_method())), m_socket(m_io)
    {
        m_socket.connect(server);
        m_ssl.reset(SSL_new(m_context.get()));
        SSL_set_fd(m_ssl.get(), static_cast<int>(m_socket.native_handle()));
    }

    SSL* ssl() { return m_ssl.get(); }
    Tcp::socket& socket() { return m_socket; }
    bool connect() { return SSL_connect(m_ssl.get()) == 1; }

    bool write(const std::string& text)
    {
        std::size_t done = 0;
        while (done < text.size()) {
            std::size_t bytes = 0;
            if (SSL_write_ex(m_ssl.get(), text.data() + done, text.size() - done, &bytes) != 1) {
                return false;
            }
            done += bytes;
        }
        return true;
    }

    /// One SSL_read: what one record holds. Empty at the end or on failure.
    std::string readRecord()
    {
        std::string record(TlsEngine::recordBytesMax, '\0');
        std::size_t bytes = 0;
        const int returned = SSL_read_ex(m_ssl.get(), record.data(), record.size(), &bytes);
        m_lastError = SSL_get_error(m_ssl.get(), returned);
        record.resize(returned == 1 ? bytes : 0);
        return record;
    }

    std::string read(std::size_t size)
    {
        std::string text;
        while (text.size() < size) {
            const std::string record = readRecord();
            if (record.empty()) {
                break;
            }
            text += record;
        }
        return text;
    }

    int lastError() const { return m_lastError; }

private:
    asio::io_context m_io;
    SslContextPointer m_context;
    Tcp::socket m_socket;
    SslPointer m_ssl;
    int m_lastError{SSL_ERROR_NONE};
};

/// Connects both ends over loopback; the client's part runs on its own thread until joinClient().
class TlsLoopback : public testing::Test
{
protected:
    TlsLoopback() : m_acceptor(m_io, Tcp::endpoint(asio::ip::address_v4::loopback(), 0))
    {
        std::signal(SIGPIPE, SIG_IGN); // as server/app does
    }
    ~TlsLoopback() override
    {
        m_stream.reset();
        joinClient(); // what its script refers to lives here, or in a test that has joined it
    }

    void startClient(std::function<void(TlsTestClient&)> script)
    {
        const Tcp::endpoint server = m_acceptor.local_endpoint();
        m_client = std::thread([server, script = std::move(script)] {
            TlsTestClient client(server);
            script(client);
        });
        TcpSocket socket(m_io);
        m_acceptor.accept(socket);
        m_stream = std::make_unique<TlsStream>(std::move(socket), m_context);
    }

    void joinClient()
    {
        if (m_client.joinable()) {
            m_client.join();
        }
    }

    /// Ends the client's m_mayGoOn.wait().
    void letClientGoOn() { m_clientGate.set_value(); }

    /// Runs the loop until the handshake has come to its end.
    ErrorCode handshake()
    {
        ErrorCode result = asio::error::would_block;
        m_stream->async_handshake([&](ErrorCode error) { result = error; });
        run();
        return result;
    }

    void run()
    {
        m_io.restart();
        m_io.run();
    }

    asio::io_context m_io;
    TlsContext m_context{makeTestContext()};
    TcpAcceptor m_acceptor;
    std::unique_ptr<TlsStream> m_stream;
    std::promise<void> m_clientGate;
    std::shared_future<void> m_mayGoOn{m_clientGate.get_future().share()};
    std::thread m_client;
};

} // namespace chatmet::server
