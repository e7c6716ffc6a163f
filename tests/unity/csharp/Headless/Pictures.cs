using System;
using System.Text.Json;
using UnityEngine;
using UnityEngine.UIElements;

namespace Tetrascope.Headless
{
    /// <summary>What pictures in the panels show, and a pointer on them.</summary>
    internal static class Pictures
    {
        /// <summary>What a picture shows: red, green, blue and alpha bytes, the top row first.</summary>
        public static object Shown(Image picture)
        {
            if (!picture.Shown || picture.image is null)
            {
                throw new InvalidOperationException($"A person sees no picture in {picture.name} now.");
            }

            Texture texture = picture.image;
            int left = (int)Math.Round(picture.uv.x * texture.Width);
            int bottom = (int)Math.Round(picture.uv.y * texture.Height);
            int width = (int)Math.Round(picture.uv.width * texture.Width);
            int height = (int)Math.Round(picture.uv.height * texture.Height);
            byte[] rgba = new byte[4 * width * height];
            for (int row = 0; row < height; row++)
            {
                // A texture's rows run from the bottom.
                int from = 4 * ((bottom + height - 1 - row) * texture.Width + left);
                Array.Copy(texture.Uploaded, from, rgba, 4 * row * width, 4 * width);
            }

            return new { width, height, rgba = Convert.ToBase64String(rgba) };
        }

        /// <summary>
        /// Moves a pointer over an element, presses there, lets go, or leaves it; x and y are shares of it from its top
        /// left.
        /// </summary>
        public static void Touch(VisualElement element, JsonElement command)
        {
            if (!element.Usable)
            {
                throw new InvalidOperationException($"A person could not point at {element.name} now.");
            }

            string how = command.GetProperty("how").GetString();
            UIDocument.UnderPointer = how == "leave" ? null : element;
            var place = new Vector3(
                command.GetProperty("x").GetSingle() * element.style.width.Length.Value,
                command.GetProperty("y").GetSingle() * element.style.height.Length.Value, 0f);
            switch (how)
            {
                case "move":
                    element.Send(new PointerMoveEvent { localPosition = place });
                    break;
                case "press":
                    element.Send(new PointerDownEvent { localPosition = place });
                    break;
                case "release":
                    element.Send(new PointerUpEvent { localPosition = place });
                    break;
                case "leave":
                    element.Send(new PointerLeaveEvent());
                    break;
                default:
                    throw new ArgumentException("Expected move, press, release or leave.");
            }
        }
    }
}
