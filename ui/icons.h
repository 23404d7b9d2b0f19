#pragma once

/// Icons of Font Awesome 6 Free Solid as UTF-8 text, merged into the text fonts.
namespace facet::ui::icon {

inline constexpr const char* kPlay = "\xef\x81\x8b";
inline constexpr const char* kPause = "\xef\x81\x8c";
inline constexpr const char* kStep = "\xef\x81\x91";
inline constexpr const char* kReset = "\xef\x83\xa2";
inline constexpr const char* kSave = "\xef\x83\x87";
inline constexpr const char* kFolder = "\xef\x81\xbc";
inline constexpr const char* kFile = "\xef\x85\x9b";
inline constexpr const char* kImage = "\xef\x80\xbe";
inline constexpr const char* kDice = "\xef\x94\xa2";
inline constexpr const char* kPlus = "+";
inline constexpr const char* kMinus = "\xef\x81\xa8";
inline constexpr const char* kClose = "\xef\x80\x8d";
inline constexpr const char* kTrash = "\xef\x8b\xad";
inline constexpr const char* kPen = "\xef\x8c\x84";
inline constexpr const char* kExport = "\xef\x95\xae";
inline constexpr const char* kLeft = "\xef\x81\x93";
inline constexpr const char* kRight = "\xef\x81\x94";
inline constexpr const char* kUp = "\xef\x81\xb7";
inline constexpr const char* kDown = "\xef\x81\xb8";
inline constexpr const char* kSwap = "\xef\x8d\xa2";
inline constexpr const char* kLoop = "\xef\x8d\xa3";
inline constexpr const char* kInfo = "\xef\x81\x9a";
inline constexpr const char* kWarning = "\xef\x81\xb1";
inline constexpr const char* kError = "\xef\x81\xaa";
inline constexpr const char* kCheck = "\xef\x80\x8c";
inline constexpr const char* kClock = "\xef\x80\x97";
inline constexpr const char* kDot = "\xef\x84\x91";
inline constexpr const char* kWand = "\xee\x8b\x8a";
inline constexpr const char* kCopy = "\xef\x83\x85";
inline constexpr const char* kGrip = "\xef\x96\x8e";
inline constexpr const char* kRedo = "\xef\x80\x9e";
inline constexpr const char* kChart = "\xef\x88\x81";
inline constexpr const char* kGrid = "\xef\x80\x8a";
inline constexpr const char* kLayers = "\xef\x97\xbd";
inline constexpr const char* kBell = "\xef\x83\xb3";
inline constexpr const char* kData = "\xef\x87\x80";
inline constexpr const char* kHistory = "\xef\x87\x9a";
inline constexpr const char* kEye = "\xef\x81\xae";
inline constexpr const char* kColumns = "\xef\x83\x9b";
inline constexpr const char* kHome = "\xef\x80\x95";
inline constexpr const char* kFolderClosed = "\xef\x81\xbb";
inline constexpr const char* kLock = "\xef\x80\xa3";
inline constexpr const char* kTags = "\xef\x80\xac";
inline constexpr const char* kArrows = "\xef\x81\xbe";

}  // namespace facet::ui::icon
