// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// bench-client: the program itself, main and all, and with it a watch in its GUI thread. It shows every
// picture that is offered, and prints as JSON lines how long the thread was busy meanwhile. stdin: "cancel"
// stops looking for a partner, "meet" looks for one, "where" prints which page is seen, "view" opens the
// newest picture.
#include "client/model/MessageListModel.h"
#include "client/view/HomePage.h"
#include "client/view/MessageListView.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QSocketNotifier>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <set>
#include <string>
#include <unistd.h>

using namespace chatmet::client;

namespace {

constexpr int lookMs = 20;
constexpr int afterMs = 400; ///< what a picture brings with it is over by then

double threadCpuMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// The longest time between two ticks of a timer of 1 ms, by the clock and by what the thread itself worked
/// in it: the first is what a person sees, the second is the same on a machine where others work, too.
class Stalls
{
public:
    void begin()
    {
        m_clock.start();
        m_cpu = threadCpuMs();
        m_longest = m_longestCpu = 0;
    }
    void tick()
    {
        const double cpu = threadCpuMs();
        m_longest = std::max(m_longest, static_cast<double>(m_clock.nsecsElapsed()) / 1e6);
        m_longestCpu = std::max(m_longestCpu, cpu - m_cpu);
        m_clock.restart();
        m_cpu = cpu;
    }
    void print(const char* what, int number)
    {
        std::printf("{\"%s\": %d, \"longest_ms\": %.1f, \"longest_cpu_ms\": %.1f}\n", what, number, m_longest,
                    m_longestCpu);
        std::fflush(stdout);
    }

private:
    QElapsedTimer m_clock;
    double m_cpu{0};
    double m_longest{0};
    double m_longestCpu{0};
};

class Watch : public QObject
{
public:
    explicit Watch(QObject* parent) : QObject(parent), m_input(STDIN_FILENO, QSocketNotifier::Read)
    {
        connect(&m_input, &QSocketNotifier::activated, this, &Watch::read);
        connect(&m_tick, &QTimer::timeout, this, [this] { m_stalls.tick(); });
        connect(&m_look, &QTimer::timeout, this, &Watch::look);
        m_tick.setTimerType(Qt::PreciseTimer);
        m_look.start(lookMs);
    }

private:
    template <class Widget> static Widget* seen(const char* name)
    {
        for (QWidget* window : QApplication::topLevelWidgets()) {
            for (auto* one : window->findChildren<Widget*>(QLatin1String(name))) {
                if (one->isVisible())
                    return one;
            }
        }
        return nullptr;
    }

    void read()
    {
        char letter = 0;
        if (::read(STDIN_FILENO, &letter, 1) != 1)
            return m_input.setEnabled(false);
        if (letter != '\n') {
            m_line += letter;
            return;
        }
        const std::string line = std::exchange(m_line, {});
        auto* home = seen<HomePage>("homePage");
        if (line == "cancel" && home != nullptr)
            Q_EMIT home->cancelRequested();
        else if (line == "meet" && home != nullptr)
            Q_EMIT home->meetRequested({});
        else if (line == "where")
            std::printf("{\"seen\": \"%s\"}\n", home != nullptr ? "home" : m_model != nullptr ? "chat" : "");
        else if (line == "view")
            view();
        std::fflush(stdout);
    }

    void look()
    {
        auto* list = seen<MessageListView>("messageList");
        m_list = list;
        m_model = list == nullptr ? nullptr : static_cast<const MessageListModel*>(list->model());
        // From the newest: the oldest go once the store is full.
        for (int row = m_model == nullptr ? -1 : m_model->rowCount() - 1, looked = 0;
             row >= 0 && looked < 300; --row, ++looked) {
            const Message& message = m_model->message(row);
            if (message.kind == MessageKind::Picture)
                follow(message.key, message.picture);
        }
    }

    void follow(MessageKey key, PictureState state)
    {
        if (state == PictureState::Offered && m_asked.insert(key).second) {
            m_stalls.begin();
            m_tick.start(1);
            Q_EMIT m_list->showRequested(key);
        } else if (state == PictureState::Here && m_here.insert(key).second) {
            QTimer::singleShot(afterMs, this, [this] { end("picture", static_cast<int>(m_here.size())); });
        }
    }

    void view()
    {
        if (m_list == nullptr || m_here.empty())
            return;
        m_stalls.begin();
        m_tick.start(1);
        Q_EMIT m_list->viewRequested(*m_here.rbegin());
        QTimer::singleShot(1'000 + afterMs, this, [this] { end("view", 1); }); // decoded well before
    }

    void end(const char* what, int number)
    {
        m_tick.stop();
        m_stalls.print(what, number);
    }

    QSocketNotifier m_input;
    QTimer m_tick;
    QTimer m_look;
    std::string m_line;
    Stalls m_stalls;
    MessageListView* m_list{nullptr};
    const MessageListModel* m_model{nullptr};
    std::set<MessageKey> m_asked;
    std::set<MessageKey> m_here;
};

/// Qt calls it when the application is made; the picture processes have none with windows.
void startWatch()
{
    if (qobject_cast<QApplication*>(QCoreApplication::instance()) != nullptr)
        new Watch(QCoreApplication::instance());
}

} // namespace

Q_COREAPP_STARTUP_FUNCTION(startWatch)
