using System;
using System.Collections.Generic;

namespace UnityEngine.UIElements
{
    public class Focusable : CallbackEventHandler
    {
    }

    public class VisualElement : Focusable
    {
        private readonly List<VisualElement> _children = new List<VisualElement>();
        private readonly HashSet<string> _classes = new HashSet<string>();

        public string name { get; set; } = "";

        public string tooltip { get; set; }

        public IPanel panel { get; internal set; }

        public PickingMode pickingMode { internal get; set; }

        public IStyle style => Inline;

        internal InlineStyle Inline { get; } = new InlineStyle();

        internal IReadOnlyList<VisualElement> Children => _children;

        internal IReadOnlyCollection<string> Classes => _classes;

        internal bool Enabled { get; private set; } = true;

        internal VisualElement Parent { get; private set; }

        /// <summary>Whether it and all above it are shown, as the client's style sheet has it.</summary>
        internal bool Shown => !_classes.Contains("hidden") && (Parent is null || Parent.Shown);

        /// <summary>Whether a person could use it.</summary>
        internal bool Usable => Shown && Enabled && (Parent is null || Parent.Usable);

        public void Add(VisualElement child)
        {
            child.Parent = this;
            child.SetPanel(panel);
            _children.Add(child);
        }

        public void Clear()
        {
            _children.Clear();
        }

        public void AddToClassList(string className)
        {
            _classes.Add(className);
        }

        public void EnableInClassList(string className, bool enable)
        {
            if (enable)
            {
                _classes.Add(className);
            }
            else
            {
                _classes.Remove(className);
            }
        }

        public void SetEnabled(bool value)
        {
            Enabled = value;
        }

        internal void SetPanel(IPanel to)
        {
            panel = to;
            foreach (VisualElement child in _children)
            {
                child.SetPanel(to);
            }
        }

        /// <summary>Itself and all below it that pass.</summary>
        internal IEnumerable<VisualElement> All()
        {
            yield return this;
            foreach (VisualElement child in _children)
            {
                foreach (VisualElement below in child.All())
                {
                    yield return below;
                }
            }
        }

        /// <summary>Sets what UXML says.</summary>
        internal virtual void SetAttribute(string attribute, string value)
        {
            switch (attribute)
            {
                case "name":
                    name = value;
                    break;
                case "class":
                    foreach (string one in value.Split(' '))
                    {
                        AddToClassList(one);
                    }

                    break;
                case "picking-mode":
                    break;
                default:
                    throw new NotSupportedException($"{GetType().Name} has no attribute {attribute} here.");
            }
        }
    }

    public enum PickingMode
    {
        Ignore = 1,
    }

    public static class UQueryExtensions
    {
        public static T Q<T>(this VisualElement e, string name = null, string className = null)
            where T : VisualElement
        {
            foreach (VisualElement element in e.All())
            {
                if (element is T found && (name is null || element.name == name))
                {
                    return found;
                }
            }

            return null;
        }
    }

    public interface IPanel
    {
        VisualElement Pick(Vector2 point);
    }

    public static class RuntimePanelUtils
    {
        public static Vector2 ScreenToPanel(IPanel panel, Vector2 screenPosition)
        {
            return screenPosition;
        }
    }
}
