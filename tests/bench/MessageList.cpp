// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// bench-message-list: what one more message, one changed state and one scrolled page cost the window, paint
// included, in a long conversation. Prints JSON.

#include "client/model/MessageListModel.h"
#include "client/view/MessageListView.h"
#include "client/view/Theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace chatmet::client;

namespace {

constexpr int rows = 4'900; ///< near the store's own bound, where a conversation is slowest
constexpr int times = 300;

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

template <class Step> void measure(const char* name, Step step)
{
    std::vector<double> costs;
    for (int i = 0; i < times; ++i) {
        QElapsedTimer clock;
        clock.start();
        step(i);
        QCoreApplication::processEvents();
        costs.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    std::sort(costs.begin(), costs.end());
    std::printf("{\"figure\": \"%s\", \"rows\": %d, \"median_ms\": %.2f, \"p99_ms\": %.2f}\n", name, rows,
                costs[costs.size() / 2], costs[costs.size() * 99 / 100]);
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    const Theme theme(&application);
    MessageStore store;
    MessageListModel model(&store);
    MessageListView view(theme);
    view.setMessages(&model);
    view.resize(728, 520);
    view.show();
    for (int i = 0; i < rows - times; ++i)
        store.append(message(i));
    QCoreApplication::processEvents();

    std::vector<MessageKey> keys;
    measure("append", [&](int i) { keys.push_back(store.append(message(rows - times + i))); });
    measure("delivered", [&](int) {
        const MessageKey key = keys[keys.size() - 2];
        store.change(key, [](Message& one) { one.delivery = DeliveryState::Delivered; });
    });
    while (store.count() < MessageStore::rowsMax)
        store.append(message(store.count()));
    QCoreApplication::processEvents();
    measure("append to a full store", [&](int i) { store.append(message(rows + i)); });
    QScrollBar* bar = view.verticalScrollBar();
    measure("scroll", [&](int) { bar->setValue(bar->value() - bar->pageStep()); });
    measure("width", [&](int i) { view.resize(728 - i % 2, 520); });
    return 0;
}
