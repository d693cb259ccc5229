// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The headers that most files of this folder need, read once per build; files still include what they use.
// Not all of <QtWidgets>: every compiler then maps 300 MB instead of 150, which took longer than what it
// saved.

#include <QAbstractListModel>
#include <QApplication>
#include <QDateTime>
#include <QHash>
#include <QLabel>
#include <QLayout>
#include <QPointer>
#include <QPushButton>
#include <QString>
#include <QTimer>
#include <QWidget>

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>
