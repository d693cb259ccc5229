// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How the person wants the program to look.

namespace chatmet::client {

enum class ThemeChoice
{
    System,
    Light,
    Dark,
    HighContrast
};

} // namespace chatmet::client
