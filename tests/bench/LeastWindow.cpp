// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The least that a chat window in Qt can be: what the client's start is measured against.
#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QMainWindow>
#include <QVBoxLayout>

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QMainWindow window;
    auto* page = new QWidget(&window);
    auto* layout = new QVBoxLayout(page);
    layout->addWidget(new QListView(page));
    layout->addWidget(new QLineEdit(page));
    window.setCentralWidget(page);
    window.resize(960, 640);
    window.show();
    return QApplication::exec();
}
