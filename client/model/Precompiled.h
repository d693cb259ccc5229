// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Headers that nearly every file of this folder needs, read once per build; files still include what they
// use.

#include "client/net/ChatConnection.h"
