#include "ui/theme.h"

#include <implot.h>

#include <array>
#include <span>

#include "core/base/files.h"
#include "embedded/facet_fonts.h"

namespace facet::ui {
namespace {

ImVec4 rgb(unsigned hex) {
  const auto channel = [&](unsigned shift) {
    return static_cast<float>((hex >> shift) & 0xFFU) / 255.0F;
  };
  return {channel(16), channel(8), channel(0), 1.0F};
}

ImVec4 with_opacity(ImVec4 color, float opacity) {
  color.w *= opacity;
  return color;
}

void set_dark_colors(Theme& theme) {
  theme.background = rgb(0x151617);
  theme.panel = rgb(0x1D1F21);
  theme.raised = rgb(0x2A2D30);
  theme.hovered = rgb(0x373B3F);
  theme.outline = rgb(0x34383B);
  theme.text = rgb(0xE4E6E8);
  theme.dim = rgb(0x9DA3A8);
  theme.faint = rgb(0x747A80);
  theme.accent = rgb(0x6AA5FF);
  theme.on_accent = rgb(0x0D1A2E);
  theme.added = rgb(0x2EB8A6);
  theme.subtracted = rgb(0xE8718F);
  theme.result = rgb(0xE8C55A);
  theme.series = rgb(0xB79AF2);
  theme.warning = rgb(0xF0923B);
  theme.error = rgb(0xFF6159);
}

void set_light_colors(Theme& theme) {
  theme.background = rgb(0xDFE1E4);
  theme.panel = rgb(0xF6F7F8);
  theme.raised = rgb(0xE6E8EB);
  theme.hovered = rgb(0xD5D9DD);
  theme.outline = rgb(0xCDD1D5);
  theme.text = rgb(0x1B1D1F);
  theme.dim = rgb(0x565C62);
  theme.faint = rgb(0x7F868C);
  theme.accent = rgb(0x1F62D6);
  theme.on_accent = rgb(0xFFFFFF);
  theme.added = rgb(0x0B8577);
  theme.subtracted = rgb(0xC53262);
  theme.result = rgb(0xA47A00);
  theme.series = rgb(0x7A4FC0);
  theme.warning = rgb(0xB95500);
  theme.error = rgb(0xC42B24);
}

void style_imgui_colors(const Theme& theme) {
  ImVec4* const colors = ImGui::GetStyle().Colors;
  if (theme.dark) {
    ImGui::StyleColorsDark();
  } else {
    ImGui::StyleColorsLight();
  }
  const ImVec4 none(0, 0, 0, 0);
  colors[ImGuiCol_Text] = theme.text;
  colors[ImGuiCol_TextDisabled] = theme.faint;
  colors[ImGuiCol_WindowBg] = theme.panel;
  colors[ImGuiCol_ChildBg] = none;
  colors[ImGuiCol_PopupBg] = theme.dark ? rgb(0x26292C) : rgb(0xFFFFFF);
  colors[ImGuiCol_Border] = theme.outline;
  colors[ImGuiCol_FrameBg] = theme.raised;
  colors[ImGuiCol_FrameBgHovered] = theme.hovered;
  colors[ImGuiCol_FrameBgActive] = theme.hovered;
  colors[ImGuiCol_TitleBg] = theme.background;
  colors[ImGuiCol_TitleBgActive] = theme.background;
  colors[ImGuiCol_TitleBgCollapsed] = theme.background;
  colors[ImGuiCol_MenuBarBg] = theme.background;
  colors[ImGuiCol_ScrollbarBg] = none;
  colors[ImGuiCol_ScrollbarGrab] = theme.hovered;
  colors[ImGuiCol_ScrollbarGrabHovered] = theme.faint;
  colors[ImGuiCol_ScrollbarGrabActive] = theme.dim;
  colors[ImGuiCol_CheckMark] = theme.accent;
  colors[ImGuiCol_SliderGrab] = theme.dim;
  colors[ImGuiCol_SliderGrabActive] = theme.accent;
  colors[ImGuiCol_Button] = theme.raised;
  colors[ImGuiCol_ButtonHovered] = theme.hovered;
  colors[ImGuiCol_ButtonActive] = theme.outline;
  colors[ImGuiCol_Header] = theme.raised;
  colors[ImGuiCol_HeaderHovered] = theme.hovered;
  colors[ImGuiCol_HeaderActive] = theme.hovered;
  colors[ImGuiCol_Separator] = theme.outline;
  colors[ImGuiCol_SeparatorHovered] = theme.accent;
  colors[ImGuiCol_SeparatorActive] = theme.accent;
  colors[ImGuiCol_ResizeGrip] = none;
  colors[ImGuiCol_ResizeGripHovered] = theme.hovered;
  colors[ImGuiCol_ResizeGripActive] = theme.accent;
  colors[ImGuiCol_Tab] = theme.background;
  colors[ImGuiCol_TabHovered] = theme.hovered;
  colors[ImGuiCol_TabSelected] = theme.panel;
  colors[ImGuiCol_TabSelectedOverline] = none;
  colors[ImGuiCol_TabDimmed] = theme.background;
  colors[ImGuiCol_TabDimmedSelected] = theme.panel;
  colors[ImGuiCol_TabDimmedSelectedOverline] = none;
  colors[ImGuiCol_DockingPreview] = with_opacity(theme.accent, 0.4F);
  colors[ImGuiCol_DockingEmptyBg] = theme.background;
  colors[ImGuiCol_PlotLines] = theme.accent;
  colors[ImGuiCol_PlotHistogram] = theme.accent;
  colors[ImGuiCol_TableBorderLight] = theme.outline;
  colors[ImGuiCol_TableBorderStrong] = theme.outline;
  colors[ImGuiCol_TextSelectedBg] = with_opacity(theme.accent, 0.35F);
  colors[ImGuiCol_TextLink] = theme.accent;
  colors[ImGuiCol_InputTextCursor] = theme.text;
  colors[ImGuiCol_DragDropTarget] = theme.accent;
  colors[ImGuiCol_DragDropTargetBg] = with_opacity(theme.accent, 0.12F);
  colors[ImGuiCol_NavCursor] = theme.accent;
  colors[ImGuiCol_ModalWindowDimBg] = ImVec4(0, 0, 0, 0.45F);
}

void style_imgui_sizes(float scale) {
  ImGuiStyle& style = ImGui::GetStyle();
  style.WindowPadding = {10, 9};
  style.FramePadding = {8, 4};
  style.ItemSpacing = {8, 6};
  style.ItemInnerSpacing = {6, 4};
  style.CellPadding = {6, 3};
  style.IndentSpacing = 16;
  style.ScrollbarSize = 11;
  style.GrabMinSize = 10;
  style.WindowRounding = 6;
  style.ChildRounding = 5;
  style.FrameRounding = 5;
  style.PopupRounding = 6;
  style.ScrollbarRounding = 6;
  style.GrabRounding = 4;
  style.TabRounding = 5;
  style.TabBarBorderSize = 0;
  style.TabBarOverlineSize = 0;
  style.TabCloseButtonMinWidthSelected = 0;
  style.TabCloseButtonMinWidthUnselected = 0;
  style.WindowBorderSize = 0;
  style.PopupBorderSize = 1;
  style.FrameBorderSize = 0;
  style.DockingSeparatorSize = 4;
  style.WindowTitleAlign = {0, 0.5F};
  style.SeparatorTextBorderSize = 1;
  style.WindowMenuButtonPosition = ImGuiDir_None;
  style.DisabledAlpha = 0.45F;
  style.HoverStationaryDelay = 0.12F;
  style.HoverDelayShort = 0.2F;
  style.HoverDelayNormal = 0.45F;
  style.ScaleAllSizes(scale);
}

void style_implot(const Theme& theme, float scale) {
  if (ImPlot::GetCurrentContext() == nullptr) return;
  ImPlotStyle& style = ImPlot::GetStyle();
  style = ImPlotStyle();
  style.PlotPadding = {6 * scale, 6 * scale};
  style.LabelPadding = {5 * scale, 3 * scale};
  style.LegendPadding = {6 * scale, 6 * scale};
  style.LegendInnerPadding = {5 * scale, 4 * scale};
  style.MousePosPadding = {8 * scale, 6 * scale};
  style.MajorTickLen = {0, 0};
  style.MinorTickLen = {0, 0};
  style.PlotBorderSize = 0;
  style.MinorAlpha = 0.35F;
  style.Colors[ImPlotCol_FrameBg] = ImVec4(0, 0, 0, 0);
  style.Colors[ImPlotCol_PlotBg] = ImVec4(0, 0, 0, 0);
  style.Colors[ImPlotCol_PlotBorder] = theme.outline;
  style.Colors[ImPlotCol_LegendBg] = with_opacity(theme.panel, 0.85F);
  style.Colors[ImPlotCol_LegendBorder] = ImVec4(0, 0, 0, 0);
  style.Colors[ImPlotCol_LegendText] = theme.text;
  style.Colors[ImPlotCol_AxisText] = theme.dim;
  style.Colors[ImPlotCol_AxisGrid] = with_opacity(theme.text, theme.dark ? 0.10F : 0.14F);
  style.Colors[ImPlotCol_Crosshairs] = theme.dim;
  style.Colors[ImPlotCol_InlayText] = theme.dim;
}

/// Where Linux systems keep a font that knows most scripts.
constexpr std::array kSystemFonts{
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
};
constexpr std::size_t kLargestFont = std::size_t{64} << 20U;

std::string read_system_font() {
  for (const char* const path : kSystemFonts) {
    Result<std::string> bytes = read_file(path, kLargestFont);
    if (bytes) return std::move(*bytes);
  }
  return {};
}

ImFont* add_font(std::span<const std::byte> bytes, ImFontConfig config) {
  config.FontDataOwnedByAtlas = false;
  // ImGui takes a pointer to non-const, but leaves memory that it does not own as it is.
  auto* const data = const_cast<std::byte*>(bytes.data());
  return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(data, static_cast<int>(bytes.size()), kTextSize,
                                                    &config);
}

void merge_icons() {
  ImFontConfig config;
  config.MergeMode = true;
  config.GlyphMinAdvanceX = kTextSize * 1.1F;
  config.GlyphOffset.y = 1;
  config.ExtraSizeScale = 0.86F;
  add_font(embedded::font_awesome_solid(), config);
}

void merge_other_scripts(const std::string& font) {
  if (font.empty()) return;
  ImFontConfig config;
  config.MergeMode = true;
  add_font(std::as_bytes(std::span(font)), config);
}

const Theme kWithoutFonts = [] {
  Theme theme;
  set_dark_colors(theme);
  return theme;
}();

}  // namespace

void load_fonts(Theme& theme) {
  theme.other_scripts = read_system_font();
  theme.text_font = add_font(embedded::roboto_regular(), {});
  merge_icons();
  merge_other_scripts(theme.other_scripts);
  theme.bold_font = add_font(embedded::roboto_bold(), {});
  merge_icons();
  merge_other_scripts(theme.other_scripts);
  theme.mono_font = add_font(embedded::inconsolata_medium(), {});
  merge_other_scripts(theme.other_scripts);
  ImGui::GetIO().FontDefault = theme.text_font;
}

void apply_theme(Theme& theme, bool dark, float scale) {
  theme.dark = dark;
  if (dark) {
    set_dark_colors(theme);
  } else {
    set_light_colors(theme);
  }
  ImGuiStyle& style = ImGui::GetStyle();
  const float content_scale = style.FontScaleDpi;
  style = ImGuiStyle();
  style.FontScaleDpi = content_scale;
  style.FontScaleMain = scale / content_scale;
  style.FontSizeBase = kTextSize;
  style_imgui_sizes(scale);
  style_imgui_colors(theme);
  style_implot(theme, scale);
}

void set_theme(const Theme& theme) {
  // Read only, through theme().
  ImGui::GetIO().UserData = const_cast<Theme*>(&theme);
}

const Theme& theme() {
  const void* const current = ImGui::GetIO().UserData;
  return current == nullptr ? kWithoutFonts : *static_cast<const Theme*>(current);
}

float em(float count) { return count * ImGui::GetFontSize(); }

ImU32 shade(const ImVec4& color, float opacity) {
  return ImGui::ColorConvertFloat4ToU32(with_opacity(color, opacity));
}

}  // namespace facet::ui
