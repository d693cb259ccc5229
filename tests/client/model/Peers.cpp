// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The headers' own source: each can be read alone.
#include "tests/client/model/PairRelay.h"
#include "tests/client/model/RoomRelay.h"
#include "tests/client/model/SealedPartner.h"
#include "tests/client/model/StatePeer.h"
