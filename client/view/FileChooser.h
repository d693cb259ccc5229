// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Chooses a file inside the window. Our own, because Qt's dialog stores the folder and the system's keeps
// lists of recent files; this one remembers nothing once it is closed.

#include "client/view/Overlay.h"

class QLineEdit;
class QPushButton;
class QTreeView;

namespace chatmet::client {

class PictureFiles;
class PlainLabel;

class FileChooser : public Overlay
{
    Q_OBJECT

public:
    FileChooser(const Theme& theme, QWidget* parent);

    /// One picture to read.
    void openForReading();
    /// A place to write; name: without a folder. suffixes: of what is written; a name that has none of them
    /// gets the first. An existing file is never overwritten.
    void openForSaving(const QString& name, const QStringList& suffixes);

Q_SIGNALS:
    /// An absolute path; the panel is closed already.
    void readChosen(const QString& path);
    void saveChosen(const QString& path);

protected:
    QWidget* firstFocus() override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildPlaces();
    void showColumns();
    void start(bool saving, const QString& name);
    void goTo(const QString& folder);
    [[nodiscard]] QString withSuffix(const QString& name) const;
    void choose();
    void sayNothing();
    void forget();

    PictureFiles* m_files{nullptr}; ///< lives while the panel is open
    PlainLabel* m_title;
    PlainLabel* m_folder;
    QTreeView* m_list;
    PlainLabel* m_nothing;
    QLineEdit* m_name;
    PlainLabel* m_problem;
    QPushButton* m_choose;
    QStringList m_suffixes;
    bool m_saving{false};
};

} // namespace chatmet::client
