// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// TlsStream over loopback against OpenSSL's own client: bytes, records, ends.
#include "server/net/TlsError.h"
#include "tests/server/net/TlsTestPeer.h"

#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>

#include <poll.h>

namespace chatmet::server {
namespace {

std::string pattern(std::size_t size, unsigned seed)
{
    std::string text(size, '\0');
    unsigned state = seed;
    for (char& c : text) {
        state = state * 1664525U + 1013904223U; // Numerical Recipes' generator: any will do
        c = static_cast<char>(state >> 24);
    }
    return text;
}

class TlsStreamTest : public TlsLoopback
{
protected:
    /// Reads size bytes, whole, and gives them back with the error that ended it.
    std::pair<std::string, ErrorCode> readAll(std::size_t size)
    {
        std::string text(size, '\0');
        ErrorCode result = asio::error::would_block;
        asio::async_read(*m_stream, asio::buffer(text), [&](ErrorCode error, std::size_t bytes) {
            result = error;
            text.resize(bytes);
        });
        run();
        return {text, result};
    }

    ErrorCode writeAll(const std::vector<asio::const_buffer>& buffers)
    {
        ErrorCode result = asio::error::would_block;
        asio::async_write(*m_stream, buffers, [&](ErrorCode error, std::size_t) { result = error; });
        run();
        return result;
    }
};

class TlsStreamEchoTest : public TlsStreamTest, public testing::WithParamInterface<std::size_t>
{
};

TEST_P(TlsStreamEchoTest, echo_anySize_comesBackUnchanged)
{
    const std::string sent = pattern(GetParam(), 1);
    std::string received;
    startClient([&](TlsTestClient& client) {
        ASSERT_TRUE(client.connect());
        ASSERT_TRUE(client.write(sent));
        received = client.read(sent.size());
    });
    ASSERT_FALSE(handshake());
    const auto [text, error] = readAll(sent.size());
    EXPECT_FALSE(error);
    EXPECT_EQ(text, sent);
    EXPECT_FALSE(writeAll({asio::buffer(text)}));
    joinClient();
    EXPECT_EQ(received, sent);
}

INSTANTIATE_TEST_SUITE_P(Sizes, TlsStreamEchoTest,
                         testing::Values(1, 2, 125, 16383, 16384, 16385, 2 + 4096 + 65536, 131072, 1048576));

TEST_F(TlsStreamTest, write_headerAndPayload_shareOneRecord)
{
    std::vector<std::size_t> records;
    std::string received;
    const std::string header = pattern(10, 1);
    const std::string payload = pattern(70000, 2);
    startClient([&](TlsTestClient& client) {
        ASSERT_TRUE(client.connect());
        while (received.size() < header.size() + payload.size()) {
            const std::string record = client.readRecord();
            ASSERT_FALSE(record.empty());
            records.push_back(record.size());
            received += record;
        }
    });
    ASSERT_FALSE(handshake());
    EXPECT_FALSE(writeAll({asio::buffer(header), {}, asio::buffer(payload)}));
    joinClient();
    EXPECT_EQ(received, header + payload);
    EXPECT_EQ(records, (std::vector<std::size_t>{16384, 16384, 16384, 16384, 70010 - 4 * 16384}));
}

TEST_F(TlsStreamTest, write_moreBuffersThanParts_sendsThemAll)
{
    std::string expected;
    std::vector<std::string> texts;
    std::vector<asio::const_buffer> buffers;
    for (unsigned i = 0; i < 100; ++i) {
        texts.push_back(pattern(i * 37, i));
        expected += texts.back();
    }
    for (const std::string& text : texts) {
        buffers.push_back(asio::buffer(text));
    }
    std::string received;
    startClient([&](TlsTestClient& client) {
        ASSERT_TRUE(client.connect());
        received = client.read(expected.size());
    });
    ASSERT_FALSE(handshake());
    EXPECT_FALSE(writeAll(buffers));
    joinClient();
    EXPECT_EQ(received, expected);
}

TEST_F(TlsStreamTest, read_partOfARecord_findsTheRestWithoutTheSocket)
{
    const std::string sent = pattern(1000, 3);
    startClient([&](TlsTestClient& client) {
        ASSERT_TRUE(client.connect());
        ASSERT_TRUE(client.write(sent)); // one record, and then nothing more
        m_mayGoOn.wait();
    });
    ASSERT_FALSE(handshake());
    std::string received;
    for (int i = 0; i < 100; ++i) {
        const auto [text, error] = readAll(10);
        ASSERT_FALSE(error);
        received += text;
    }
    letClientGoOn();
    EXPECT_EQ(received, sent);
}

TEST_F(TlsStreamTest, duplex_bothDirectionsAtOnce_neitherWaitsForTheOther)
{
    constexpr std::size_t size = 8 * 1024 * 1024; // far beyond what the socket's buffers hold
    const std::string toServer = pattern(size, 4);
    const std::string toClient = pattern(size, 5);
    std::string atClient;
    startClient([&](TlsTestClient& client) {
        ASSERT_TRUE(client.connect());
        client.socket().native_non_blocking(true);
        SSL_set_mode(client.ssl(), SSL_MODE_ENABLE_PARTIAL_WRITE);
        std::size_t written = 0;
        while (written < size || atClient.size() < size) {
            std::size_t bytes = 0;
            bool moved = false;
            if (written < size && SSL_write_ex(client.ssl(), toServer.data() + written,
                                               std::min<std::size_t>(size - written, 5000), &bytes) == 1) {
                written += bytes;
                moved = true;
            }
            const std::string record = client.readRecord();
            atClient += record;
            if (!moved && record.empty()) {
                pollfd wait{client.socket().native_handle(),
                            static_cast<short>(written < size ? POLLIN | POLLOUT : POLLIN), 0};
                ASSERT_EQ(poll(&wait, 1, 30'000), 1);
            }
        }
    });
    ASSERT_FALSE(handshake());
    std::string atServer(size, '\0');
    ErrorCode read = asio::error::would_block;
    ErrorCode written = asio::error::would_block;
    asio::async_read(*m_stream, asio::buffer(atServer), [&](ErrorCode error, std::size_t) { read = error; });
    asio::async_write(*m_stream, asio::buffer(toClient),
                      [&](ErrorCode error, std::size_t) { written = error; });
    run();
    joinClient();
    EXPECT_FALSE(read);
    EXPECT_FALSE(written);
    EXPECT_EQ(atServer, toServer);
    EXPECT_EQ(atClient, toClient);
}

TEST_F(TlsStreamTest, duplex_clientUpdatesItsKeys_bothSidesGoOn)
{
    std::string received;
    startClient([&](TlsTestClient& client) {
        ASSERT_TRUE(client.connect());
        for (int i = 0; i < 5; ++i) {
            ASSERT_EQ(SSL_key_update(client.ssl(), SSL_KEY_UPDATE_REQUESTED), 1);
            ASSERT_TRUE(client.write("ping"));
            received += client.read(4);
        }
    });
    ASSERT_FALSE(handshake());
    for (int i = 0; i < 5; ++i) {
        const auto [text, error] = readAll(4);
        ASSERT_FALSE(error);
        EXPECT_EQ(text, "ping");
        ASSERT_FALSE(writeAll({asio::buffer("pong", 4)}));
    }
    joinClient();
    EXPECT_EQ(received, "pongpongpongpongpong");
}

TEST_F(TlsStreamTest, write_slowReader_waitsAndThenFinishes)
{
    const std::string sent = pattern(16 * 1024 * 1024, 6);
    std::string received;
    startClient([&](TlsTestClient& client) {
        ASSERT_TRUE(client.connect());
        m_mayGoOn.wait();
        received = client.read(sent.size());
    });
    ASSERT_FALSE(handshake());
    ErrorCode result = asio::error::would_block;
    asio::async_write(*m_stream, asio::buffer(sent), [&](ErrorCode error, std::size_t) { result = error; });
    m_io.restart();
    while (m_io.poll() > 0) {
    }
    EXPECT_EQ(result, ErrorCode(asio::error::would_block)); // the socket is full and nobody spins
    letClientGoOn();
    run();
    joinClient();
    EXPECT_FALSE(result);
    EXPECT_EQ(received, sent);
}

TEST_F(TlsStreamTest, read_peerSaysGoodbye_isEof)
{
    startClient([](TlsTestClient& client) {
        ASSERT_TRUE(client.connect());
        ASSERT_TRUE(client.write("last"));
        SSL_shutdown(client.ssl());
    });
    ASSERT_FALSE(handshake());
    const auto [text, error] = readAll(100);
    EXPECT_EQ(text, "last");
    EXPECT_EQ(error, ErrorCode(asio::error::eof));
}

TEST_F(TlsStreamTest, read_peerClosesWithoutGoodbye_isTruncated)
{
    startClient([](TlsTestClient& client) {
        ASSERT_TRUE(client.connect());
        ASSERT_TRUE(client.write("last"));
    });
    ASSERT_FALSE(handshake());
    const auto [text, error] = readAll(100);
    EXPECT_EQ(text, "last");
    EXPECT_EQ(error, make_error_code(TlsErrc::StreamTruncated));
}

TEST_F(TlsStreamTest, read_peerResets_isLost)
{
    startClient([](TlsTestClient& client) {
        ASSERT_TRUE(client.connect());
        client.socket().set_option(asio::socket_base::linger(true, 0));
        client.socket().close(); // the destructor would wait instead of resetting
    });
    ASSERT_FALSE(handshake());
    EXPECT_EQ(readAll(1).second, make_error_code(TlsErrc::ConnectionLost));
}

TEST_F(TlsStreamTest, handshake_plainHttp_isProtocolFailure)
{
    startClient([](TlsTestClient& client) {
        asio::write(client.socket(), asio::buffer(std::string("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")));
    });
    EXPECT_EQ(handshake(), make_error_code(TlsErrc::ProtocolFailure));
}

TEST_F(TlsStreamTest, handshake_peerLeaves_isTruncated)
{
    startClient([](TlsTestClient&) {});
    EXPECT_EQ(handshake(), make_error_code(TlsErrc::StreamTruncated));
}

TEST_F(TlsStreamTest, shutdown_afterWriting_tellsThePeer)
{
    int ending = SSL_ERROR_NONE;
    std::string received;
    startClient([&](TlsTestClient& client) {
        ASSERT_TRUE(client.connect());
        received = client.read(3);
        client.readRecord();
        ending = client.lastError();
    });
    ASSERT_FALSE(handshake());
    ASSERT_FALSE(writeAll({asio::buffer("end", 3)}));
    ErrorCode result = asio::error::would_block;
    m_stream->async_shutdown([&](ErrorCode error) { result = error; });
    run();
    joinClient();
    EXPECT_FALSE(result);
    EXPECT_EQ(received, "end");
    EXPECT_EQ(ending, SSL_ERROR_ZERO_RETURN);
}

TEST_F(TlsStreamTest, finish_peerThatGoesOnSending_isNotHeardToItsEnd)
{
    constexpr int piecesMax = 4'096;
    int pieces = 0;
    startClient([&](TlsTestClient& client) {
        ASSERT_TRUE(client.connect());
        const std::string piece = pattern(64 * 1024, 7);
        while (pieces < piecesMax && client.write(piece)) {
            ++pieces;
        }
    });
    ASSERT_FALSE(handshake());
    bool finished = false;
    m_stream->async_finish([&](ErrorCode) { finished = true; });
    run();
    m_stream->close();
    joinClient();
    EXPECT_TRUE(finished);
    EXPECT_LT(pieces, piecesMax) << "256 MiB were read for nothing";
}

TEST_F(TlsStreamTest, close_withOperationsPending_abortsThem)
{
    startClient([&](TlsTestClient& client) {
        ASSERT_TRUE(client.connect());
        m_mayGoOn.wait();
    });
    ASSERT_FALSE(handshake());
    const std::string sent = pattern(64 * 1024 * 1024, 7);
    char byte = 0;
    ErrorCode read;
    ErrorCode written;
    asio::async_read(*m_stream, asio::buffer(&byte, 1), [&](ErrorCode error, std::size_t) { read = error; });
    asio::async_write(*m_stream, asio::buffer(sent), [&](ErrorCode error, std::size_t) { written = error; });
    m_io.restart();
    while (m_io.poll() > 0) {
    }
    m_stream->close();
    run();
    letClientGoOn();
    EXPECT_EQ(read, ErrorCode(asio::error::operation_aborted));
    EXPECT_EQ(written, ErrorCode(asio::error::operation_aborted));
}

TEST_F(TlsStreamTest, destroyed_withReadPending_abortsIt)
{
    startClient([&](TlsTestClient& client) {
        ASSERT_TRUE(client.connect());
        m_mayGoOn.wait();
    });
    ASSERT_FALSE(handshake());
    char byte = 0;
    ErrorCode read;
    m_stream->async_read_some(asio::buffer(&byte, 1), [&](ErrorCode error, std::size_t) { read = error; });
    m_stream.reset();
    run();
    letClientGoOn();
    EXPECT_EQ(read, ErrorCode(asio::error::operation_aborted));
}

TEST_F(TlsStreamTest, handlers_ofWhatIsReadyAtOnce_areNotCalledInside)
{
    startClient([&](TlsTestClient& client) {
        ASSERT_TRUE(client.connect());
        m_mayGoOn.wait();
    });
    ASSERT_FALSE(handshake());
    bool called = false;
    m_stream->async_write_some(asio::buffer("x", 1), [&](ErrorCode, std::size_t) { called = true; });
    EXPECT_FALSE(called);
    run();
    EXPECT_TRUE(called);
    called = false;
    m_stream->async_read_some(asio::mutable_buffer(), [&](ErrorCode error, std::size_t) { called = !error; });
    EXPECT_FALSE(called);
    run();
    letClientGoOn();
    EXPECT_TRUE(called);
}

} // namespace
} // namespace chatmet::server
