using System;
using System.Collections.Generic;
using Tetrascope.Masks;
using Tetrascope.Structure;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>What masks are drawn with, what masked pixels become, and the steps back and forth.</summary>
    public sealed class MaskPanel : StructurePart
    {
        private DropdownField _fill = null!;
        private Button _undo = null!;
        private Button _redo = null!;
        private Button _clear = null!;

        /// <inheritdoc/>
        protected override void Ready(VisualElement root)
        {
            _undo = root.Q<Button>("undo");
            _redo = root.Q<Button>("redo");
            _clear = root.Q<Button>("clear");
            _undo.clicked += () => Session.Masks.Undo();
            _redo.clicked += () => Session.Masks.Redo();
            _clear.clicked += () => Session.Masks.Clear();
            DropdownField tool = root.Q<DropdownField>("tool");
            tool.choices = new List<string>(Enum.GetNames(typeof(Tool)));
            tool.SetValueWithoutNotify(View.Tools.InHand.ToString());
            tool.RegisterValueChangedCallback(
                chosen => View.Tools.InHand = (Tool)Enum.Parse(typeof(Tool), chosen.newValue));
            SliderInt brush = root.Q<SliderInt>("brush");
            brush.SetValueWithoutNotify(View.Tools.BrushSize);
            brush.RegisterValueChangedCallback(moved => View.Tools.BrushSize = moved.newValue);
            _fill = root.Q<DropdownField>("fill");
            MethodChoice.OfFills.Ready(_fill, name => Session.Masks.Fill = name);
        }

        /// <inheritdoc/>
        protected override void Follow(StructureSession session)
        {
            session.MaskChanged += Show;
            Show();
        }

        /// <inheritdoc/>
        protected override void Unfollow(StructureSession session)
        {
            session.MaskChanged -= Show;
        }

        private void Show()
        {
            MaskEdits masks = Session.Masks;
            _undo.SetEnabled(masks.CanUndo);
            _redo.SetEnabled(masks.CanRedo);
            _clear.SetEnabled(masks.All.Count > 0);
            MethodChoice.OfFills.Show(_fill, masks.Fill);
        }
    }
}
