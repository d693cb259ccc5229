// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The words of the JSON lines for the client's enums; README.md lists them.

#include "client/model/ChatTypes.h"
#include "client/model/HoldingsWatch.h"
#include "client/model/Message.h"
#include "client/model/SaidWord.h"
#include "client/net/ChatConnection.h"
#include "client/picture/PictureTypes.h"

#include <QString>

namespace chatmet::testing {

[[nodiscard]] QString nameOf(client::LineProblem problem);
[[nodiscard]] QString nameOf(client::LineState state);
[[nodiscard]] QString nameOf(client::Meeting meeting);
[[nodiscard]] QString nameOf(client::EndCause cause);
[[nodiscard]] QString nameOf(client::SealState state);
[[nodiscard]] QString nameOf(client::Refusal refusal);
[[nodiscard]] QString nameOf(client::PictureState state);
[[nodiscard]] QString nameOf(client::PictureError error);
[[nodiscard]] QString nameOf(client::DeliveryState state);
[[nodiscard]] QString nameOf(client::HoldingsWatch::State state);
[[nodiscard]] QString nameOf(client::WordStep step);

} // namespace chatmet::testing
