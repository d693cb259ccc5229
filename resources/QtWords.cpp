// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/QtWords.h"

#include <QCoreApplication>
#include <QLatin1String>

namespace chatmet::client {

namespace {

// Menus of fields and texts by the right button or the menu key, and of scroll bars; columns of files;
// buttons of dialogs; what screen readers say can be done with a control. Not here: names of keys ("Ctrl"),
// which stand on the keys.
constexpr QtWords::Word words[] = {
    {"QLineEdit", QT_TRANSLATE_NOOP("QLineEdit", "&Undo")},
    {"QLineEdit", QT_TRANSLATE_NOOP("QLineEdit", "&Redo")},
    {"QLineEdit", QT_TRANSLATE_NOOP("QLineEdit", "Cu&t")},
    {"QLineEdit", QT_TRANSLATE_NOOP("QLineEdit", "&Copy")},
    {"QLineEdit", QT_TRANSLATE_NOOP("QLineEdit", "&Paste")},
    {"QLineEdit", QT_TRANSLATE_NOOP("QLineEdit", "Delete")},
    {"QLineEdit", QT_TRANSLATE_NOOP("QLineEdit", "Select All")},
    {"QWidgetTextControl", QT_TRANSLATE_NOOP("QWidgetTextControl", "&Undo")},
    {"QWidgetTextControl", QT_TRANSLATE_NOOP("QWidgetTextControl", "&Redo")},
    {"QWidgetTextControl", QT_TRANSLATE_NOOP("QWidgetTextControl", "Cu&t")},
    {"QWidgetTextControl", QT_TRANSLATE_NOOP("QWidgetTextControl", "&Copy")},
    {"QWidgetTextControl", QT_TRANSLATE_NOOP("QWidgetTextControl", "Copy &Link Location")},
    {"QWidgetTextControl", QT_TRANSLATE_NOOP("QWidgetTextControl", "&Paste")},
    {"QWidgetTextControl", QT_TRANSLATE_NOOP("QWidgetTextControl", "Delete")},
    {"QWidgetTextControl", QT_TRANSLATE_NOOP("QWidgetTextControl", "Select All")},
    {"QScrollBar", QT_TRANSLATE_NOOP("QScrollBar", "Scroll here")},
    {"QScrollBar", QT_TRANSLATE_NOOP("QScrollBar", "Left edge")},
    {"QScrollBar", QT_TRANSLATE_NOOP("QScrollBar", "Top")},
    {"QScrollBar", QT_TRANSLATE_NOOP("QScrollBar", "Right edge")},
    {"QScrollBar", QT_TRANSLATE_NOOP("QScrollBar", "Bottom")},
    {"QScrollBar", QT_TRANSLATE_NOOP("QScrollBar", "Page left")},
    {"QScrollBar", QT_TRANSLATE_NOOP("QScrollBar", "Page up")},
    {"QScrollBar", QT_TRANSLATE_NOOP("QScrollBar", "Page right")},
    {"QScrollBar", QT_TRANSLATE_NOOP("QScrollBar", "Page down")},
    {"QScrollBar", QT_TRANSLATE_NOOP("QScrollBar", "Scroll left")},
    {"QScrollBar", QT_TRANSLATE_NOOP("QScrollBar", "Scroll up")},
    {"QScrollBar", QT_TRANSLATE_NOOP("QScrollBar", "Scroll right")},
    {"QScrollBar", QT_TRANSLATE_NOOP("QScrollBar", "Scroll down")},
    {"QFileSystemModel", QT_TRANSLATE_NOOP("QFileSystemModel", "Name")},
    {"QFileSystemModel", QT_TRANSLATE_NOOP("QFileSystemModel", "Size")},
    {"QFileSystemModel", QT_TRANSLATE_NOOP("QFileSystemModel", "Date Modified")},
    {"QPlatformTheme", QT_TRANSLATE_NOOP("QPlatformTheme", "OK")},
    {"QPlatformTheme", QT_TRANSLATE_NOOP("QPlatformTheme", "Cancel")},
    {"QPlatformTheme", QT_TRANSLATE_NOOP("QPlatformTheme", "Close")},
    {"QPlatformTheme", QT_TRANSLATE_NOOP("QPlatformTheme", "&Yes")},
    {"QPlatformTheme", QT_TRANSLATE_NOOP("QPlatformTheme", "&No")},
    {"QPlatformTheme", QT_TRANSLATE_NOOP("QPlatformTheme", "Help")},
    {"QPlatformTheme", QT_TRANSLATE_NOOP("QPlatformTheme", "Apply")},
    {"QPlatformTheme", QT_TRANSLATE_NOOP("QPlatformTheme", "Reset")},
    {"QAccessibleActionInterface", QT_TRANSLATE_NOOP("QAccessibleActionInterface", "Press")},
    {"QAccessibleActionInterface", QT_TRANSLATE_NOOP("QAccessibleActionInterface", "Increase")},
    {"QAccessibleActionInterface", QT_TRANSLATE_NOOP("QAccessibleActionInterface", "Decrease")},
    {"QAccessibleActionInterface", QT_TRANSLATE_NOOP("QAccessibleActionInterface", "ShowMenu")},
    {"QAccessibleActionInterface", QT_TRANSLATE_NOOP("QAccessibleActionInterface", "SetFocus")},
    {"QAccessibleActionInterface", QT_TRANSLATE_NOOP("QAccessibleActionInterface", "Toggle")},
    {"QAccessibleActionInterface", QT_TRANSLATE_NOOP("QAccessibleActionInterface", "Scroll Left")},
    {"QAccessibleActionInterface", QT_TRANSLATE_NOOP("QAccessibleActionInterface", "Scroll Right")},
    {"QAccessibleActionInterface", QT_TRANSLATE_NOOP("QAccessibleActionInterface", "Scroll Up")},
    {"QAccessibleActionInterface", QT_TRANSLATE_NOOP("QAccessibleActionInterface", "Scroll Down")},
    {"QAccessibleActionInterface", QT_TRANSLATE_NOOP("QAccessibleActionInterface", "Previous Page")},
    {"QAccessibleActionInterface", QT_TRANSLATE_NOOP("QAccessibleActionInterface", "Next Page")},
    {"QAccessibleActionInterface", QT_TRANSLATE_NOOP("QAccessibleActionInterface", "Triggers the action")},
    {"QAccessibleActionInterface", QT_TRANSLATE_NOOP("QAccessibleActionInterface", "Increase the value")},
    {"QAccessibleActionInterface", QT_TRANSLATE_NOOP("QAccessibleActionInterface", "Decrease the value")},
    {"QAccessibleActionInterface", QT_TRANSLATE_NOOP("QAccessibleActionInterface", "Shows the menu")},
    {"QAccessibleActionInterface", QT_TRANSLATE_NOOP("QAccessibleActionInterface", "Sets the focus")},
    {"QAccessibleActionInterface", QT_TRANSLATE_NOOP("QAccessibleActionInterface", "Toggles the state")},
    {"QAccessibleActionInterface", QT_TRANSLATE_NOOP("QAccessibleActionInterface", "Scrolls to the left")},
    {"QAccessibleActionInterface", QT_TRANSLATE_NOOP("QAccessibleActionInterface", "Scrolls to the right")},
    {"QAccessibleActionInterface", QT_TRANSLATE_NOOP("QAccessibleActionInterface", "Scrolls up")},
    {"QAccessibleActionInterface", QT_TRANSLATE_NOOP("QAccessibleActionInterface", "Scrolls down")},
    {"QAccessibleActionInterface", QT_TRANSLATE_NOOP("QAccessibleActionInterface", "Goes back a page")},
    {"QAccessibleActionInterface", QT_TRANSLATE_NOOP("QAccessibleActionInterface", "Goes to the next page")},
    {nullptr, nullptr}};

} // namespace

const QtWords::Word* QtWords::all()
{
    return words;
}

bool QtWords::isContext(const char* context)
{
    for (const Word* word = words; word->context != nullptr; ++word) {
        if (QLatin1String(word->context) == QLatin1String(context))
            return true;
    }
    return false;
}

} // namespace chatmet::client
