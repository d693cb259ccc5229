// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Topics as chips that can be taken away again, with a line to type the next one.

#include <QFrame>
#include <QStringList>

class QLineEdit;

namespace chatmet::client {

class FlowLayout;
class Theme;

class TopicField : public QFrame
{
    Q_OBJECT

public:
    explicit TopicField(const Theme& theme, QWidget* parent = nullptr);

    /// The chips, then what stands in the line.
    [[nodiscard]] QStringList topics() const;
    /// The chips; nothing stands in the line then.
    void setTopics(const QStringList& topics);

Q_SIGNALS:
    /// Enter in an empty line: the person is done.
    void entered();
    /// A topic was not taken; said in words.
    void refused(const QString& why);
    void topicsChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    /// What stands in the line becomes chips; what can't stays there.
    void takeTyped();
    void addChip(const QString& topic);
    void removeChip(const QString& topic);
    void showPlaceholder();

    const Theme& m_theme;
    QStringList m_topics;
    FlowLayout* m_layout;
    QLineEdit* m_edit;
};

} // namespace chatmet::client
