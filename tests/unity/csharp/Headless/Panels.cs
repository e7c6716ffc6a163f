using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Headless
{
    /// <summary>Writes the panels as they stand as JSON: each element's type, name, classes, words, value and picture.</summary>
    internal static class Panels
    {
        public static void Write(string path)
        {
            var screen = new
            {
                width = Screen.width,
                height = Screen.height,
                root = Element(Player.Find<UIDocument>().rootVisualElement),
            };
            File.WriteAllText(path, JsonSerializer.Serialize(screen));
        }

        private static object Element(VisualElement element)
        {
            var image = element as Image;
            return new
            {
                type = element.GetType().Name,
                element.name,
                classes = element.Classes,
                style = string.Join(" ", element.Inline.Told.Select(told => StyleOf(told.Key, told.Value))),
                enabled = element.Enabled,
                focused = element == Focusable.Focused,
                text = (element as TextElement)?.text,
                label = LabelOf(element),
                value = ValueOf(element),
                low = (element as SliderInt)?.Low,
                high = (element as SliderInt)?.High ?? (element as ProgressBar)?.highValue,
                secret = element is TextField { Password: true },
                picture = image?.image is Texture texture ? PictureOf(texture, image) : null,
                children = element.Children.Select(Element).ToArray(),
            };
        }

        private static string StyleOf(string property, Length told) =>
            FormattableString.Invariant($"{property}: {told.Value}{(told.OfParent ? "%" : "px")};");

        private static string? LabelOf(VisualElement element) => element switch
        {
            BaseField<string> field => field.Label,
            BaseField<int> field => field.Label,
            BaseField<bool> field => field.Label,
            _ => null,
        };

        /// <summary>What a field or a bar holds; null for an element without a value.</summary>
        public static object? ValueOf(VisualElement element) => element switch
        {
            BaseField<string> field => field.value,
            BaseField<int> field => field.value,
            BaseField<bool> field => field.value,
            ProgressBar bar => bar.value,
            _ => null,
        };

        /// <summary>A file as it came, or the pixels, the row at the bottom first.</summary>
        private static object PictureOf(Texture texture, Image shown) => new
        {
            file = texture.File == null ? null : Convert.ToBase64String(texture.File),
            pixels = texture.File == null ? Convert.ToBase64String(texture.Uploaded) : null,
            texture.Width,
            texture.Height,
            part = new[] { shown.uv.x, shown.uv.y, shown.uv.width, shown.uv.height },
            stretched = shown.scaleMode == ScaleMode.StretchToFill,
            smooth = texture.filterMode != FilterMode.Point,
        };
    }
}
