// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A conversation to look at and to test with: every kind of row, several scripts, no server.

#include "client/model/MessageListModel.h"
#include "client/model/MessageStore.h"
#include "client/model/Room.h"

namespace chatmet::client::sample {

[[nodiscard]] Message text(const QString& words, bool own, int minute,
                           DeliveryState state = DeliveryState::Delivered);
/// The same with a number, as the server has given it.
[[nodiscard]] Message numbered(Message message, std::uint64_t number);
/// An answer to a row of the store that has a number.
[[nodiscard]] Message answer(Message message, const Message& answered);
/// A row whose author took it back.
[[nodiscard]] Message takenBack(bool own, int minute);
[[nodiscard]] Message notice(const QString& words, int minute);
/// The first row of every pair.
[[nodiscard]] Message met(int minute = 2);

/// What the program itself says elsewhere, in the language of the moment. context, words: as in its source.
[[nodiscard]] QString said(const char* context, const char* words, int count = -1);
// Below a name in the sidebar.
[[nodiscard]] QString stranger();
[[nodiscard]] QString typingStranger();
[[nodiscard]] QString peopleHere(int count);
[[nodiscard]] QString peopleTyping(int count);
/// People who came into a room and left it, one after the other.
[[nodiscard]] Message roomEvents(int minute);
/// preview: drawn here where the state has one.
[[nodiscard]] Message picture(PictureState state, bool own, int minute, bool withPreview);
/// Something like a photo, with thousands of colours.
[[nodiscard]] QImage photo(QSize size);

/// The conversation of the design's pictures.
void fillTalk(MessageStore* store);
void fillPictures(MessageStore* store);
/// Pictures that came to nothing, and one that can be sent again.
void fillFailedPictures(MessageStore* store);
/// Pictures that something is waited for.
void fillPictureStates(MessageStore* store);
void fillRightToLeft(MessageStore* store);
/// Answers, to words, to a picture, to what was taken back; and what was.
void fillAnswers(MessageStore* store);

/// Emoji alone, and with words.
void fillEmoji(MessageStore* store);

/// Three people: oneself, the host; boris; chen, who is away.
[[nodiscard]] QList<RoomMember> people();
/// What they say.
void fillRoom(MessageStore* store);
/// The same in a room where many come and go.
void fillBusyRoom(MessageStore* store);

} // namespace chatmet::client::sample
