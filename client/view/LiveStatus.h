// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What happens is spoken by screen readers, wherever the focus is: arrivals, ends, the line, errors.

#include <QAccessible>
#include <QObject>
#include <QString>

#include <array>

class QWidget;

namespace chatmet::client {

class SpokenNote;

/// GUI thread. Nothing is to be seen of it.
///
/// Qt 6.4 has no event for an announcement. Orca speaks what appears on the screen with the role of a
/// notification, whatever has the focus (orca 43, scripts/default.py, onShowingChanged); so do the readers
/// that listen to alerts. It asks for the words after it has heard of them, so each stays for a moment.
class LiveStatus : public QObject
{
    Q_OBJECT

public:
    /// How long words stay to be asked for. Speaking takes longer, but starts with asking.
    static constexpr int staysMs = 5'000;

    /// listens: whether a screen reader is there; tests have their own.
    explicit LiveStatus(QWidget* window, bool (*listens)() = QAccessible::isActive);

    /// Of the window that a widget stands in; nullptr where that has none.
    [[nodiscard]] static LiveStatus* of(const QWidget* widget);

    /// words: plain text. Nothing is done, and nothing kept, while no screen reader is there.
    void say(const QString& words);
    /// Nothing of what was said is held any more: what it was about was erased.
    void forget();

private:
    // A reader that is still asking for one word must not find another one in its place.
    static constexpr std::size_t notesMax = 4;
    std::array<SpokenNote*, notesMax> m_notes{};
    std::size_t m_next{0};
    bool (*m_listens)();
};

} // namespace chatmet::client
