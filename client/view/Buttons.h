// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Buttons with the looks of StyleSheet.cpp, each with a name for screen readers and tests.

#include <QPushButton>
#include <QToolButton>

namespace chatmet::client {

class Theme;

/// kind: "primary", "big", "link", "quiet", "chip", "row", "floating"; empty: a plain button. text: our own
/// words; "&" is a mnemonic.
[[nodiscard]] QPushButton* textButton(const QString& objectName, const QString& text,
                                      const QString& kind = {});

/// name: says what it does, as tooltip and to screen readers; our own words, never a peer's.
[[nodiscard]] QToolButton* iconButton(const Theme& theme, const QString& objectName, const QString& icon,
                                      const QString& name);

/// Text of others for a button or menu: an "&" in it is no mnemonic, line breaks and controls are gone.
[[nodiscard]] QString asButtonText(const QString& text);

/// Sets a property that the style sheet looks at, and has the look renewed.
void setLook(QWidget* widget, const char* property, const QVariant& value);

} // namespace chatmet::client
