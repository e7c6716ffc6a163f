using System.Collections.Generic;

namespace UnityEngine.UIElements
{
    public interface IStyle
    {
        StyleLength left { get; set; }

        StyleLength top { get; set; }

        StyleLength width { get; set; }

        StyleLength height { get; set; }

        StyleFloat borderLeftWidth { get; set; }

        StyleFloat borderTopWidth { get; set; }

        StyleFloat borderRightWidth { get; set; }

        StyleFloat borderBottomWidth { get; set; }
    }

    public struct Length
    {
        internal float Value;

        internal bool OfParent;

        public static Length Percent(float value) => new Length { Value = value, OfParent = true };
    }

    public struct StyleLength
    {
        internal Length Length;

        public static implicit operator StyleLength(float v) => new StyleLength { Length = new Length { Value = v } };

        public static implicit operator StyleLength(Length v) => new StyleLength { Length = v };
    }

    public struct StyleFloat
    {
        internal float Number;

        public static implicit operator StyleFloat(float v) => new StyleFloat { Number = v };
    }

    /// <summary>What an element was told of its own style; the rest is its style sheets'.</summary>
    internal sealed class InlineStyle : IStyle
    {
        /// <summary>Lengths by the property's name in USS.</summary>
        public Dictionary<string, Length> Told { get; } = new Dictionary<string, Length>();

        public StyleLength left
        {
            get => Of("left");
            set => Told["left"] = value.Length;
        }

        public StyleLength top
        {
            get => Of("top");
            set => Told["top"] = value.Length;
        }

        public StyleLength width
        {
            get => Of("width");
            set => Told["width"] = value.Length;
        }

        public StyleLength height
        {
            get => Of("height");
            set => Told["height"] = value.Length;
        }

        public StyleFloat borderLeftWidth
        {
            get => Of("border-left-width").Length.Value;
            set => Told["border-left-width"] = new Length { Value = value.Number };
        }

        public StyleFloat borderTopWidth
        {
            get => Of("border-top-width").Length.Value;
            set => Told["border-top-width"] = new Length { Value = value.Number };
        }

        public StyleFloat borderRightWidth
        {
            get => Of("border-right-width").Length.Value;
            set => Told["border-right-width"] = new Length { Value = value.Number };
        }

        public StyleFloat borderBottomWidth
        {
            get => Of("border-bottom-width").Length.Value;
            set => Told["border-bottom-width"] = new Length { Value = value.Number };
        }

        private StyleLength Of(string property)
        {
            Told.TryGetValue(property, out Length told);
            return told;
        }
    }
}
