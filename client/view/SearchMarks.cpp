// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/SearchMarks.h"

#include "client/model/SearchFolding.h"
#include "client/view/Theme.h"

#include <algorithm>

namespace chatmet::client {

namespace {

// More of them in one message tell nobody anything, and each is drawn by itself.
constexpr qsizetype marksMax = 200;

bool isWritten(const Message& message)
{
    return message.kind == MessageKind::Text || message.kind == MessageKind::Picture;
}

} // namespace

QList<TextMark> SearchMarks::in(const Message& message, const Theme& theme) const
{
    QList<TextMark> marks;
    if (folded.isEmpty() || !isWritten(message))
        return marks;
    const ThemeColors& colors = theme.colors();
    const QList<TextMatch> found = findMatches(message.text, folded);
    const qsizetype looked = message.key == key ? match : -1; // at, in this message
    const qsizetype first =
        std::clamp(looked - marksMax / 2, qsizetype{0}, std::max(found.size() - marksMax, qsizetype{0}));
    for (qsizetype i = first; i < std::min(first + marksMax, found.size()); ++i) {
        const TextRange range{static_cast<int>(found[i].start),
                              static_cast<int>(found[i].start + found[i].length)};
        marks.append(i == looked
                         ? TextMark{range, colors.markHere, colors.markHereText, colors.markHereEdge, 2}
                         : TextMark{range, colors.mark, colors.markText, colors.markEdge, 1});
    }
    return marks;
}

int SearchMarks::placeIn(const Message& message) const
{
    const QList<TextMatch> found =
        isWritten(message) ? findMatches(message.text, folded) : QList<TextMatch>();
    return message.key == key && match >= 0 && match < found.size() ? static_cast<int>(found[match].start)
                                                                    : -1;
}

} // namespace chatmet::client
