// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A page of words over the window that may be longer than it: headings, paragraphs, one button to close.

#include "client/view/Overlay.h"

#include <QList>
#include <QString>
#include <QStringList>

class QPushButton;
class QScrollArea;

namespace chatmet::client {

/// Plain text throughout.
struct ReadingSection
{
    QString heading;
    QStringList paragraphs;

    friend bool operator==(const ReadingSection&, const ReadingSection&) = default;
};

class ReadingPanel : public Overlay
{
    Q_OBJECT

public:
    ReadingPanel(const Theme& theme, QWidget* parent, const QString& objectName, const QString& title);

    /// Replaces what stood there; the place that is read stays where nothing changed. Words that nobody sees
    /// are laid out once they are opened.
    void setSections(const QList<ReadingSection>& sections);
    [[nodiscard]] const QList<ReadingSection>& sections() const { return m_sections; }

protected:
    /// Instead of sections; taken over. Scrolls where the window is lower than it.
    void setInside(QWidget* inside);
    /// What stands inside has another height now.
    void fit();
    /// Scrolls to where it is seen.
    void reveal(QWidget* part);
    QWidget* firstFocus() override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void fill();

    QScrollArea* m_scroll;
    QPushButton* m_close;
    QList<ReadingSection> m_sections;
    bool m_filled{false}; ///< with m_sections, or with what setInside() was given
};

} // namespace chatmet::client
