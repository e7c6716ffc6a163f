using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Headless
{
    /// <summary>
    /// Writes the panels as they stand as JSON: each element's type, name, classes, words, value and picture.
    /// </summary>
    internal static class Panels
    {
        /// <summary>
        /// The document whose object has this name; in the room with its own size, 0 for that of what is in it.
        /// </summary>
        public static void Write(string path, string name)
        {
            UIDocument document = Named(name);
            Vector2 size = document.InRoom ? document.RoomSize : new Vector2(Screen.width, Screen.height);
            var panels = new { width = size.x, height = size.y, root = Element(document.rootVisualElement) };
            File.WriteAllText(path, JsonSerializer.Serialize(panels));
        }

        /// <summary>Says where a browser has laid out the elements of a document in the room, in its pixels.</summary>
        public static void LayOut(JsonElement command)
        {
            UIDocument document = Named(command.GetProperty("document").GetString());
            float[] size = command.GetProperty("size").EnumerateArray().Select(each => each.GetSingle()).ToArray();
            document.LaidOut = new Vector2(size[0], size[1]);
            document.Places.Clear();
            foreach (JsonProperty place in command.GetProperty("places").EnumerateObject())
            {
                float[] box = place.Value.EnumerateArray().Select(each => each.GetSingle()).ToArray();
                document.Places[place.Name] = new Rect(box[0], box[1], box[2], box[3]);
            }
        }

        /// <summary>
        /// How a document stands in the room: the metres of a pixel, its corners from the top left clockwise.
        /// </summary>
        public static object Stand(string name)
        {
            UIDocument document = Named(name);
            return new
            {
                shown = document.rootVisualElement.Children.Any(child => child.Shown),
                pixel = (document.AtPixel(new Vector2(1f, 0f)) - document.AtPixel(default)).magnitude,
                corners =
                    new[] { At(document, 0f, 0f), At(document, 1f, 0f), At(document, 1f, 1f), At(document, 0f, 1f) },
            };
        }

        /// <summary>The middle of an element in the room.</summary>
        public static object Place(string element)
        {
            UIDocument document = UIDocument.Enabled.Find(each => each.Places.ContainsKey(element))
                ?? throw new ArgumentException($"There is no element {element} in the room.");
            Rect box = document.Places[element];
            return new { at = Numbers(document.AtPixel(new Vector2(box.x + box.width / 2f, box.y + box.height / 2f))) };
        }

        private static UIDocument Named(string name) =>
            UIDocument.Enabled.Find(document => document.gameObject.name == name)
                ?? throw new ArgumentException($"There is no document {name}.");

        /// <summary>A point of a document in the room, in shares of its width and height from the top left.</summary>
        private static float[] At(UIDocument document, float x, float y) =>
            Numbers(document.AtPixel(new Vector2(x * document.LaidOut.x, y * document.LaidOut.y)));

        private static float[] Numbers(Vector3 point) => new[] { point.x, point.y, point.z };

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
