using System;

namespace UnityEngine.UIElements
{
    public class TextElement : BindableElement
    {
        public virtual string text { get; set; } = "";

        internal override void SetAttribute(string attribute, string value)
        {
            if (attribute == "text")
            {
                text = value;
            }
            else
            {
                base.SetAttribute(attribute, value);
            }
        }
    }

    public class Label : TextElement
    {
        public Label()
        {
        }

        public Label(string text)
        {
            this.text = text;
        }
    }

    public class Button : TextElement
    {
        public event Action clicked;

        internal void Click()
        {
            clicked?.Invoke();
        }
    }

    public class RepeatButton : TextElement
    {
        private readonly Action _action;

        public RepeatButton(Action clickEvent, long delay, long interval)
        {
            _action = clickEvent;
        }

        /// <summary>Once; held down it would go on.</summary>
        internal void Click()
        {
            _action();
        }
    }

    public class ScrollView : VisualElement
    {
        /// <summary>How far it is scrolled; how far it can be is for a layout to say.</summary>
        public Vector2 scrollOffset { get; set; }
    }

    public class Image : VisualElement
    {
        /// <summary>As it is unless it is told otherwise: whole, with its own proportions.</summary>
        private const ScaleMode Fit = (ScaleMode)2;

        public Texture image { get; set; }

        public ScaleMode scaleMode { internal get; set; } = Fit;

        public Rect uv { get; set; } = new Rect(0f, 0f, 1f, 1f);
    }
}
