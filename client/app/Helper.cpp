// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/Helper.h"

#include "client/app/FileWork.h"

#include <QFile>
#include <QSocketNotifier>
#include <QUrl>

#include <utility>

namespace chatmet::client {

namespace {

constexpr auto sendMax = std::chrono::seconds(5); ///< it has nothing else to do than to read
constexpr auto endMax = std::chrono::seconds(2);

std::span<const std::byte> bytesIn(const QByteArray& bytes)
{
    return std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

ChildSocket::Deadline in(std::chrono::milliseconds time)
{
    return ChildSocket::Clock::now() + time;
}

/// Where the system has no helper process.
HelperOutcome performHere(HelperRequest kind, const QByteArray& name, const QByteArray& body)
{
    switch (kind) {
    case HelperRequest::WriteSettings: return writeSettings(body.toStdString());
    case HelperRequest::CreatePicture: return createPicture(name.toStdString(), bytesIn(body));
    case HelperRequest::OpenLink: return openLink(name.toStdString());
    }
    return HelperOutcome::Refused;
}

} // namespace

QByteArray webAddress(const QString& link)
{
    const bool hasScheme = link.contains(QLatin1String("://"));
    const QUrl url(hasScheme ? link : QLatin1String("https://") + link, QUrl::TolerantMode);
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty())
        return {};
    QByteArray address = url.toEncoded(QUrl::FullyEncoded);
    for (const char* character : {"'", "$", "`", "{", "}", "|", "^", "\\"})
        address.replace(character, QByteArray(character).toPercentEncoding({}, character));
    return isWebLink({address.constData(), static_cast<std::size_t>(address.size())}) ? address
                                                                                      : QByteArray();
}

Helper::Helper(std::optional<ChildProcess> process, std::chrono::milliseconds limit)
    : m_process(std::move(process))
{
    m_limit.setSingleShot(true);
    m_limit.setInterval(limit);
    connect(&m_limit, &QTimer::timeout, this, &Helper::giveUp);
    if (!m_process)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(m_process->socket().descriptor(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &Helper::readAnswer);
}

Helper::~Helper()
{
    m_notifier.reset();
    // One that was sent is done even where nobody hears of it any more; the others were not begun.
    if (m_process)
        static_cast<void>(m_process->letEnd(in(endMax)));
}

void Helper::writeSettings(const std::string& text, QObject* context, Done done)
{
    ask({HelperRequest::WriteSettings, {}, QByteArray::fromStdString(text), context, std::move(done)});
}

void Helper::createPicture(const QString& path, const QByteArray& bytes, QObject* context, Done done)
{
    ask({HelperRequest::CreatePicture, QFile::encodeName(path), bytes, context, std::move(done)});
}

void Helper::openLink(const QString& link, QObject* context, Done done)
{
    ask({HelperRequest::OpenLink, webAddress(link), {}, context, std::move(done)});
}

void Helper::ask(Request request)
{
    HelperOutcome outcome = HelperOutcome::Gone;
    if (!ChildProcess::isAvailable())
        outcome = performHere(request.kind, request.name, request.body);
    else if (m_requests.size() >= requestsMax)
        outcome = HelperOutcome::Failed;
    if (!m_process || outcome != HelperOutcome::Gone) {
        QMetaObject::invokeMethod(
            this, [this, request = std::move(request), outcome] { answer(request, outcome); },
            Qt::QueuedConnection);
        return;
    }
    m_requests.push_back(std::move(request));
    sendNext();
}

void Helper::answer(const Request& request, HelperOutcome outcome)
{
    if (request.context && request.done)
        request.done(outcome);
}

void Helper::sendNext()
{
    if (m_sent || m_requests.empty() || !m_process)
        return;
    const Request& next = m_requests.front();
    HelperRequestHead head;
    head.request = static_cast<std::uint32_t>(next.kind);
    head.nameBytes = static_cast<std::uint32_t>(next.name.size());
    head.bodyBytes = static_cast<std::uint32_t>(next.body.size());
    ChildSocket& socket = m_process->socket();
    const auto until = in(sendMax);
    if (!isAcceptable(head) || !socket.send(bytesOf(head), until) ||
        !socket.send(bytesIn(next.name), until) || !socket.send(bytesIn(next.body), until))
        return giveUp();
    m_sent = true;
    m_limit.start();
}

void Helper::readAnswer()
{
    HelperAnswer said;
    said.magic = 0;
    const bool whole =
        m_sent && m_process->socket().receive(bytesOf(said), in(std::chrono::milliseconds(100))) &&
        said.magic == HelperAnswer().magic && said.outcome < static_cast<std::uint32_t>(HelperOutcome::Gone);
    if (!whole)
        return giveUp();
    m_limit.stop();
    m_sent = false;
    const Request request = std::move(m_requests.front());
    m_requests.pop_front();
    sendNext();
    answer(request, static_cast<HelperOutcome>(said.outcome)); // may destroy this
}

void Helper::giveUp()
{
    m_limit.stop();
    if (m_notifier)
        m_notifier.release()->deleteLater(); // it may be the one that calls
    m_process.reset();
    m_sent = false;
    const QPointer<Helper> self(this);
    for (const Request& request : std::exchange(m_requests, {}))
        answer(request, HelperOutcome::Gone);
    if (self)
        Q_EMIT gone();
}

} // namespace chatmet::client
