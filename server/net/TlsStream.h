// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// An Asio AsyncStream over TLS on the socket itself: no BIO pair, no buffers of its own. Beast's lowest
// layer.

#include "common/memory/Wipe.h"
#include "server/core/Described.h"
#include "server/net/TlsEngine.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/compose.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/role.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <utility>

namespace chatmet::server {

/// At most one read and one write (or one handshake or shutdown instead of both) may be pending at a time.
/// All on the io_context's thread. Handlers are never called from inside the function that started them.
/// Closing or destroying the stream ends what is pending with operation_aborted. Errors: asio::error::eof
/// after the peer's close_notify, TlsErrc, operation_aborted.
class TlsStream
{
public:
    using executor_type = IoExecutor;

    /// Most plaintext that one async_write_some sends before it completes, bytes; keeps one busy connection
    /// from holding the thread. A whole frame (2 + 4096 + 65536) fits.
    static constexpr std::size_t writeBurstBytesMax = 128 * 1024;

    TlsStream(TcpSocket socket, const TlsContext& context)
        : m_engine(std::make_shared<TlsEngine>(std::move(socket), context))
    {
    }
    ~TlsStream() { close(); }
    TlsStream(TlsStream&&) noexcept = default;
    TlsStream& operator=(TlsStream&&) = delete;

    [[nodiscard]] executor_type get_executor() noexcept { return m_engine->socket().get_executor(); }
    /// For addresses and options, and to wait for the first bytes before the handshake; else reading, writing
    /// or waiting on it breaks the stream.
    [[nodiscard]] TcpSocket& socket() noexcept { return m_engine->socket(); }
    [[nodiscard]] bool isOpen() const noexcept { return m_engine && m_engine->isOpen(); }
    [[nodiscard]] const TlsEngine& engine() const noexcept { return *m_engine; }

    /// token: void(ErrorCode).
    template <class Token> auto async_handshake(Token&& token)
    {
        return startPlain([](TlsEngine& engine) { return engine.handshake(); }, std::forward<Token>(token));
    }

    /// Sends close_notify and completes once it is with the system. token: void(ErrorCode).
    template <class Token> auto async_shutdown(Token&& token)
    {
        return startPlain([](TlsEngine& engine) { return engine.shutdown(); }, std::forward<Token>(token));
    }

    /// Sends close_notify and TCP's end, waits for the peer's end so that nothing sent is lost, unless it
    /// goes on sending (TlsEngine::finish), and closes.
    /// The caller bounds the wait with close(). token: void(ErrorCode), which is always success.
    template <class Token> auto async_finish(Token&& token)
    {
        return startPlain([](TlsEngine& engine) { return engine.finish(); }, std::forward<Token>(token));
    }

    /// token: void(ErrorCode, std::size_t bytes). buffers must live until then. What has to wait is wiped
    /// while it waits: Beast reads ahead into a buffer of its own (1,536 bytes) and leaves there what it has
    /// handed on, and when it waits for the next frame it offers all of it that holds nothing.
    template <class MutableBuffers, class Token>
    auto async_read_some(const MutableBuffers& buffers, Token&& token)
    {
        const auto step = [buffers](TlsEngine& engine) {
            const asio::mutable_buffer into = firstOf(buffers);
            const TlsStep result = engine.read(into);
            if (result.want == TlsStep::Want::Read) {
                wipe(into.data(), into.size());
            }
            return result;
        };
        return start<void(ErrorCode, std::size_t)>(step, std::forward<Token>(token));
    }

    /// token: void(ErrorCode, std::size_t bytes). buffers must live until then.
    template <class ConstBuffers, class Token>
    auto async_write_some(const ConstBuffers& buffers, Token&& token)
    {
        return start<void(ErrorCode, std::size_t)>(WriteStep<ConstBuffers>{buffers},
                                                   std::forward<Token>(token));
    }

    /// Closes the socket at once, without close_notify.
    void close() noexcept
    {
        if (m_engine) {
            m_engine->close();
        }
    }

private:
    /// Sends buffers record by record; keeps its place between calls.
    template <class ConstBuffers> struct WriteStep
    {
        static constexpr std::size_t partsMax = 16;

        TlsStep operator()(TlsEngine& engine)
        {
            for (;;) {
                std::array<asio::const_buffer, partsMax> parts;
                const std::size_t count = collect(parts);
                if (count == 0 || done >= writeBurstBytesMax) {
                    return {.bytes = done};
                }
                TlsStep step = engine.write({parts.data(), count});
                if (step.want != TlsStep::Want::Nothing) {
                    return step;
                }
                done += step.bytes;
                if (step.error) {
                    step.bytes = done;
                    return step;
                }
            }
        }

        /// What is not sent yet, without empty parts.
        std::size_t collect(std::array<asio::const_buffer, partsMax>& parts) const
        {
            std::size_t skip = done;
            std::size_t count = 0;
            for (auto it = asio::buffer_sequence_begin(buffers);
                 it != asio::buffer_sequence_end(buffers) && count < partsMax; ++it) {
                const asio::const_buffer part(*it);
                if (part.size() > skip) {
                    parts[count++] = part + skip;
                    skip = 0;
                } else {
                    skip -= part.size();
                }
            }
            return count;
        }

        ConstBuffers buffers;
        std::size_t done{0};
    };

    /// Repeats a step until it wants nothing more. Holds the engine, so that a handler that comes after the
    /// stream's end finds it closed and not gone.
    template <class Step, bool WithBytes> struct Operation
    {
        template <class Self> void operator()(Self& self, ErrorCode waited = {})
        {
            if (finished) {
                return complete(self);
            }
            // A wait that was cancelled ends the operation; one that failed shows its reason in the step.
            result = waited == asio::error::operation_aborted ? TlsStep{.error = waited} : step(*engine);
            TcpSocket& socket = engine->socket();
            switch (result.want) {
            case TlsStep::Want::Read:
                started = true;
                return socket.async_wait(TcpSocket::wait_read, std::move(self));
            case TlsStep::Want::Write:
                started = true;
                return socket.async_wait(TcpSocket::wait_write, std::move(self));
            case TlsStep::Want::Nothing: break;
            }
            if (started) {
                return complete(self);
            }
            finished = true;
            const auto executor = socket.get_executor();
            asio::post(executor, std::move(self));
        }

        template <class Self> void complete(Self& self)
        {
            if constexpr (WithBytes) {
                self.complete(result.error, result.bytes);
            } else {
                self.complete(result.error);
            }
        }

        std::shared_ptr<TlsEngine> engine;
        Step step;
        TlsStep result{};
        bool started{false};
        bool finished{false};
    };

    template <class MutableBuffers> static asio::mutable_buffer firstOf(const MutableBuffers& buffers)
    {
        for (auto it = asio::buffer_sequence_begin(buffers); it != asio::buffer_sequence_end(buffers); ++it) {
            const asio::mutable_buffer part(*it);
            if (part.size() > 0) {
                return part;
            }
        }
        return {};
    }

    template <class Signature, class Step, class Token> auto start(Step step, Token&& token)
    {
        return asio::async_compose<Token, Signature>(Operation<Step, true>{m_engine, std::move(step)}, token,
                                                     m_engine->socket());
    }

    template <class Step, class Token> auto startPlain(Step step, Token&& token)
    {
        return asio::async_compose<Token, void(ErrorCode)>(Operation<Step, false>{m_engine, std::move(step)},
                                                           token, m_engine->socket());
    }

    std::shared_ptr<TlsEngine> m_engine;

    CHATMET_DESCRIBED(TlsStream, (m_engine))
};

// What Beast looks for by argument-dependent lookup: how its lowest layer is closed and torn down.

inline void beast_close_socket(TlsStream& stream)
{
    stream.close();
}

template <class Handler> void async_teardown(boost::beast::role_type, TlsStream& stream, Handler&& handler)
{
    stream.async_finish(std::forward<Handler>(handler));
}

/// Needed for compiling only: nothing here is synchronous.
inline void teardown(boost::beast::role_type, TlsStream& stream, ErrorCode& error)
{
    stream.close();
    error = {};
}

} // namespace chatmet::server
