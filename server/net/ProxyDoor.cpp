// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/ProxyDoor.h"

#include "common/protocol/Limits.h"
#include "server/net/ProxyHeader.h"

#include <utility>
#include <vector>

namespace chatmet::server {

std::string numericAddress(const TcpSocket& socket)
{
    ErrorCode error;
    const asio::ip::address address = socket.remote_endpoint(error).address();
    if (error) {
        return {};
    }
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    }
    if (address.is_v6()) {
        return asio::ip::address_v6(address.to_v6().to_bytes()).to_string(); // without its zone
    }
    return address.to_string();
}

/// One connection before its header is whole. Kept alive by its pending wait; the door knows it until it is
/// done.
class ProxyDoor::Visitor : public std::enable_shared_from_this<Visitor>
{
public:
    Visitor(ProxyDoor& door, TcpSocket socket, ConnectionSlot slot, std::string balancer)
        : m_door(&door),
          m_socket(std::move(socket)),
          m_slot(std::move(slot)),
          m_balancer(std::move(balancer)),
          m_deadline([this] { refuse(); })
    {
    }

    void start()
    {
        ErrorCode ignored; // a socket that refuses fails at the first read
        m_socket.non_blocking(true, ignored);
        m_door->m_timer.setIn(m_deadline, limits::tlsHandshakeMs);
        readOn();
    }

    /// Says nothing to anybody.
    void end()
    {
        m_door = nullptr;
        m_deadline.clear();
        ErrorCode ignored;
        m_socket.close(ignored);
        m_slot.release();
    }

private:
    void readOn()
    {
        ProxyHeader header = ProxyHeader::read(m_bytes);
        while (header.state == ProxyHeader::State::Incomplete) {
            const std::size_t before = m_bytes.size();
            m_bytes.resize(before + header.wants);
            ErrorCode error;
            const std::size_t got =
                m_socket.read_some(asio::buffer(m_bytes.data() + before, header.wants), error);
            m_bytes.resize(before + got);
            if (error == asio::error::would_block || error == asio::error::try_again) {
                return wait();
            }
            if (error) {
                return refuse();
            }
            header = ProxyHeader::read(m_bytes);
        }
        header.state == ProxyHeader::State::Whole ? enter(std::move(header.source)) : refuse();
    }

    void wait()
    {
        m_socket.async_wait(TcpSocket::wait_read, [self = shared_from_this()](ErrorCode error) {
            if (self->m_door != nullptr) {
                error ? self->refuse() : self->readOn();
            }
        });
    }

    void enter(std::string source)
    {
        const auto self = shared_from_this();
        ProxyDoor& door = *std::exchange(m_door, nullptr);
        m_deadline.clear();
        door.leave(*this);
        door.m_enter(std::move(m_socket), std::move(m_slot), source.empty() ? m_balancer : std::move(source));
    }

    void refuse()
    {
        const auto self = shared_from_this();
        ProxyDoor& door = *m_door;
        end();
        door.leave(*this);
        door.m_turnedAway(m_balancer);
    }

    ProxyDoor* m_door; ///< null: done
    TcpSocket m_socket;
    ConnectionSlot m_slot;
    const std::string m_balancer;
    Deadline m_deadline;
    std::vector<std::uint8_t> m_bytes;
};

ProxyDoor::ProxyDoor(WheelTimer& timer, IsListed isListed, Enter enter, TurnedAway turnedAway)
    : m_timer(timer),
      m_isListed(std::move(isListed)),
      m_enter(std::move(enter)),
      m_turnedAway(std::move(turnedAway))
{
}

ProxyDoor::~ProxyDoor()
{
    close();
}

void ProxyDoor::take(TcpSocket socket, ConnectionSlot slot)
{
    std::string address = numericAddress(socket);
    if (!m_isListed || !m_isListed(address)) {
        return m_enter(std::move(socket), std::move(slot), std::move(address));
    }
    const auto visitor =
        std::make_shared<Visitor>(*this, std::move(socket), std::move(slot), std::move(address));
    m_visitors.insert(visitor);
    visitor->start();
}

void ProxyDoor::close()
{
    for (const auto& visitor : std::exchange(m_visitors, {})) {
        visitor->end();
    }
}

void ProxyDoor::leave(Visitor& visitor)
{
    m_visitors.erase(visitor.shared_from_this());
}

} // namespace chatmet::server
