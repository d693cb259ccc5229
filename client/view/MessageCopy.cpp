// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/MessageCopy.h"

#include "client/model/MessageListModel.h"
#include "client/model/MessageWords.h"
#include "client/view/MessageSelection.h"

#include <QStringList>

#include <algorithm>

namespace chatmet::client {

namespace {

class Lines
{
public:
    explicit Lines(const MessageListModel& model) : m_model(model) {}

    void add(const Message& message, const QString& words)
    {
        if (words.isEmpty() || !isSaid(message.kind))
            return;
        m_first = m_lines.isEmpty() ? words : QString();
        m_lines.append(MessageWords::copied(message, words, m_model.partnerName()));
    }

    [[nodiscard]] QString text() const { return m_lines.size() == 1 ? m_first : m_lines.join(u'\n'); }

private:
    const MessageListModel& m_model;
    QString m_first;
    QStringList m_lines;
};

} // namespace

QString copyOfRows(const MessageListModel& model, QModelIndexList rows)
{
    std::sort(rows.begin(), rows.end());
    Lines lines(model);
    for (const QModelIndex& index : rows)
        lines.add(model.message(index.row()), model.message(index.row()).text);
    return lines.text();
}

QString copyOfSelection(const MessageListModel& model, const MessageSelection& selection)
{
    Lines lines(model);
    const int first = model.rowOf(selection.span().from.key);
    const int last = model.rowOf(selection.span().to.key);
    for (int row = first; row >= 0 && row <= last; ++row) {
        const Message& message = model.message(row);
        const TextRange range = selection.rangeIn(message.key, static_cast<int>(message.text.size()));
        lines.add(message, message.text.sliced(range.from, range.to - range.from));
    }
    return lines.text();
}

} // namespace chatmet::client
