using System;
using System.Collections.Generic;

namespace UnityEngine.UIElements
{
    public class Focusable : CallbackEventHandler
    {
        /// <summary>What the keyboard is at; null for nothing.</summary>
        internal static Focusable Focused { get; set; }

        public virtual void Focus()
        {
            Focused = this;
        }

        public virtual void Blur()
        {
            Focused = Focused == this ? null : Focused;
        }
    }

    public class FocusController
    {
        public Focusable focusedElement => Focusable.Focused;
    }

    public class VisualElement : Focusable
    {
        private readonly List<VisualElement> _children = new List<VisualElement>();
        private readonly HashSet<string> _classes = new HashSet<string>();

        public string name { get; set; } = "";

        public string tooltip { get; set; }

        public IPanel panel { get; internal set; }

        /// <summary>Nothing is laid out here: whoever drives the client says where it is.</summary>
        public Rect worldBound { get; internal set; }

        public PickingMode pickingMode { internal get; set; }

        public IStyle style => Inline;

        internal InlineStyle Inline { get; } = new InlineStyle();

        internal IReadOnlyList<VisualElement> Children => _children;

        internal IReadOnlyCollection<string> Classes => _classes;

        internal bool Enabled { get; private set; } = true;

        public VisualElement parent { get; private set; }

        /// <summary>Whether it and all above it are shown, as the client's style sheet has it.</summary>
        internal bool Shown =>
            !_classes.Contains("hidden") && !_classes.Contains("kept-from-study") && (parent is null || parent.Shown);

        /// <summary>Whether a person could use it.</summary>
        internal bool Usable => Shown && Enabled && (parent is null || parent.Usable);

        public void Add(VisualElement child)
        {
            child.parent?._children.Remove(child);
            Insert(_children.Count, child);
        }

        public void Insert(int index, VisualElement element)
        {
            element.parent?._children.Remove(element);
            element.parent = this;
            element.SetPanel(panel);
            _children.Insert(index, element);
        }

        public int IndexOf(VisualElement element) => _children.IndexOf(element);

        public IEnumerable<string> GetClasses() => _classes;

        public void Clear()
        {
            _children.Clear();
        }

        public bool ClassListContains(string cls) => _classes.Contains(cls);

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

        /// <summary>Whether a point is on it, in pixels from its own top left.</summary>
        public virtual bool ContainsPoint(Vector2 localPoint)
        {
            Rect box = UIDocument.BoxOf(this);
            return Shown && localPoint.x >= 0f && localPoint.x <= box.width && localPoint.y >= 0f
                && localPoint.y <= box.height;
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
                    pickingMode = value == "Ignore" ? PickingMode.Ignore : default;
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

    public static class VisualElementExtensions
    {
        /// <summary>From where a document in the room counts, in metres, to an element's own pixels.</summary>
        public static Vector2 WorldToLocal(this VisualElement ele, Vector2 p)
        {
            Rect box = UIDocument.BoxOf(ele);
            return UIDocument.Of(ele).PixelAt(p) - new Vector2(box.x, box.y);
        }
    }

    public static class UQueryExtensions
    {
        public static T Q<T>(this VisualElement e, string name = null, string className = null)
            where T : VisualElement
        {
            foreach (VisualElement element in e.All())
            {
                if (Passes<T>(element, name, className))
                {
                    return (T)element;
                }
            }

            return null;
        }

        public static UQueryBuilder<T> Query<T>(this VisualElement e, string name = null, string className = null)
            where T : VisualElement
        {
            return new UQueryBuilder<T>(e, name, className);
        }

        internal static bool Passes<T>(VisualElement element, string name, string className)
        {
            return element is T && (name is null || element.name == name)
                && (className is null || element.ClassListContains(className));
        }
    }

    public struct UQueryBuilder<T>
        where T : VisualElement
    {
        private readonly VisualElement _root;
        private readonly string _name;
        private readonly string _class;

        internal UQueryBuilder(VisualElement root, string name, string className)
        {
            _root = root;
            _name = name;
            _class = className;
        }

        public List<T> ToList()
        {
            var found = new List<T>();
            foreach (VisualElement element in _root.All())
            {
                if (UQueryExtensions.Passes<T>(element, _name, _class))
                {
                    found.Add((T)element);
                }
            }

            return found;
        }
    }

    public interface IPanel
    {
        FocusController focusController { get; }

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
