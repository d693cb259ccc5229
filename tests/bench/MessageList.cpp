// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// bench-message-list [ROWS]: what one more message, one changed state, one scrolled frame and another width
// cost the window, paint included, in a conversation of so many rows; 4,900 of the program's own bound where
// none are given. Prints JSON.

#include "client/model/MessageListModel.h"
#include "client/view/MessageListView.h"
#include "client/view/Theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

using namespace chatmet::client;

namespace {

constexpr int times = 300;
constexpr int widths = 100; ///< each lays out all rows

Message message(int number)
{
    static const QStringList texts{
        QStringLiteral("ok"), QStringLiteral("that is what I thought when I saw it yesterday"),
        QStringLiteral("आज सुबह से पुराने ग़ज़ल सुन रहा हूँ"),
        QStringLiteral(
            "a longer one, which takes two or three lines of the window, as people write when they tell "
            "how their day was, with a link https://example.org/rivers and a smile 😀")};
    Message one;
    one.kind = MessageKind::Text;
    one.own = number % 3 == 0;
    one.delivery = one.own ? DeliveryState::Sent : DeliveryState::Received;
    one.timeMs = 1'700'000'000'000 + number * 20'000LL;
    one.text = texts[number % texts.size()];
    return one;
}

template <class Step> void measure(const char* name, int rows, int count, Step step)
{
    std::vector<double> costs;
    for (int i = 0; i < count; ++i) {
        QElapsedTimer clock;
        clock.start();
        step(i);
        QCoreApplication::processEvents();
        costs.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    std::sort(costs.begin(), costs.end());
    const auto at = [&costs](std::size_t percent) { return costs[costs.size() * percent / 100]; };
    std::printf("{\"figure\": \"%s\", \"rows\": %d, \"median_ms\": %.2f, \"p99_ms\": %.2f}\n", name, rows,
                at(50), at(99));
}

/// The store's own bound is where a conversation of the program is slowest; others show what the list can
/// bear.
void measureAll(const Theme& theme, int rows)
{
    const bool isOwnBound = rows == 0;
    if (isOwnBound)
        rows = MessageStore::rowsMax - 100;
    MessageStore store(nullptr, isOwnBound ? MessageStore::rowsMax : rows + times);
    MessageListModel model(&store);
    MessageListView view(theme);
    for (int i = 0; i < rows; ++i)
        store.append(message(i));
    view.setMessages(&model);
    view.resize(728, 520);
    view.show();
    QCoreApplication::processEvents();

    std::vector<MessageKey> keys;
    measure("append", rows, isOwnBound ? 100 : times,
            [&](int i) { keys.push_back(store.append(message(rows + i))); });
    measure("delivered", rows, times, [&](int) {
        const MessageKey key = keys[keys.size() - 2];
        store.change(key, [](Message& one) { one.delivery = DeliveryState::Delivered; });
    });
    measure("append to a full store", rows, times, [&](int i) { store.append(message(rows + times + i)); });
    QScrollBar* bar = view.verticalScrollBar();
    measure("scroll by a page", rows, times, [&](int) { bar->setValue(bar->value() - bar->pageStep()); });
    measure("scroll by a notch of the wheel", rows, times,
            [&](int) { bar->setValue(bar->value() - 3 * bar->singleStep()); });
    measure("width", rows, widths, [&](int i) { view.resize(728 - i % 2, 520); });
    measure("width, never seen before", rows, widths, [&](int i) { view.resize(726 - i, 520); });
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    const Theme theme(&application);
    measureAll(theme, argc > 1 ? std::atoi(argv[1]) : 0);
    return 0;
}
