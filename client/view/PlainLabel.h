// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A label that never reads markup: every label of the program is one.

#include <QLabel>

namespace chatmet::client {

class PlainLabel : public QLabel
{
    Q_OBJECT

public:
    /// role: a look of StyleSheet.cpp ("title", "muted", ...); empty: the base text.
    explicit PlainLabel(const QString& text = {}, const QString& role = {}, QWidget* parent = nullptr);

    /// Breaks lines, at any place where a word alone is too long.
    PlainLabel* wrapped();
    PlainLabel* named(const QString& objectName);
    /// Shortens text to the width there is, with an ellipsis; the whole is the accessible name.
    PlainLabel* elided();

    /// What is shown and read out; elided where asked for.
    void setShown(const QString& text);
    [[nodiscard]] QString shown() const { return m_shown; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QSize sizeHint() const override;

private:
    void sayProblem();
    void elide();
    void alignToLayout();

    QString m_shown;
    bool m_elided{false};
};

} // namespace chatmet::client
