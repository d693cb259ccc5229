// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The program's side of its helper: asks, waits without blocking, and says what became of it.

#include "client/app/HelperMessages.h"
#include "client/process/ChildProcess.h"

#include <QByteArray>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QTimer>

#include <deque>
#include <functional>
#include <memory>
#include <optional>

class QSocketNotifier;

namespace chatmet::client {

/// GUI thread, after there is a QCoreApplication.
class Helper : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(HelperOutcome)>;

    /// process: what startHelper() gave. Without one, on systems that have a helper, every answer is Gone; on
    /// the others the program does the work itself, before the call returns. limit: for one request.
    explicit Helper(std::optional<ChildProcess> process,
                    std::chrono::milliseconds limit = std::chrono::seconds(60));
    /// Lets the helper finish what it was asked for, two seconds at most.
    ~Helper() override;

    /// done: called once, later, unless context is destroyed before. One request after the other; with more
    /// than requestsMax waiting the answer is Failed. Sending a picture of 20 MB takes some 10 ms.
    void writeSettings(const std::string& text, QObject* context, Done done);
    void createPicture(const QString& path, const QByteArray& bytes, QObject* context, Done done);
    /// link: as it stands in a message; without a scheme it becomes https.
    void openLink(const QString& link, QObject* context, Done done);

    /// Whether there is one (or none is needed), as of the last thing that was heard.
    [[nodiscard]] bool isThere() const { return m_process.has_value() || !ChildProcess::isAvailable(); }

    static constexpr std::size_t requestsMax = 8;

Q_SIGNALS:
    /// It ended, or stopped answering and was ended; whatever waited has got Gone.
    void gone();

private:
    struct Request
    {
        HelperRequest kind;
        QByteArray name;
        QByteArray body;
        QPointer<QObject> context;
        Done done;
    };

    void ask(Request request);
    void answer(const Request& request, HelperOutcome outcome);
    void sendNext();
    void readAnswer();
    void giveUp();

    std::optional<ChildProcess> m_process;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QTimer m_limit;
    std::deque<Request> m_requests; ///< the first one is being served
    bool m_sent{false};             ///< it is
};

/// The address that a link in a message stands for, as ASCII; empty for what is no web address.
[[nodiscard]] QByteArray webAddress(const QString& link);

} // namespace chatmet::client
